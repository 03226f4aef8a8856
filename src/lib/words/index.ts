/** Every sentence of the screen by noun. Chinese is written first and is the type that English must match. */
import * as card from './card.ts';
import * as facility from './facility.ts';
import * as finding from './finding.ts';
import { enFormats, zhFormats, type Formats } from './format.ts';
import * as greening from './greening.ts';
import * as incident from './incident.ts';
import type { Language } from './language.ts';
import * as map from './map.ts';
import * as measure from './measure.ts';
import * as page from './page.ts';
import * as source from './source.ts';
import * as symbols from './symbols.ts';
import * as time from './time.ts';

const zh = {
	card: card.zh,
	facility: facility.zh,
	finding: finding.zh,
	greening: greening.zh,
	incident: incident.zh,
	map: map.zh,
	measure: measure.zh,
	page: page.zh,
	source: source.zh,
	symbols: symbols.zh,
	time: time.zh
};
export type Words = typeof zh;

const en: Words = {
	card: card.en,
	facility: facility.en,
	finding: finding.en,
	greening: greening.en,
	incident: incident.en,
	map: map.en,
	measure: measure.en,
	page: page.en,
	source: source.en,
	symbols: symbols.en,
	time: time.en
};

export const WORDS: Record<Language, Words> = { 'zh-CN': zh, en };
export const FORMATS: Record<Language, Formats> = { 'zh-CN': zhFormats, en: enFormats };
