import { expect, it } from 'vitest';
import { inkOn } from './hex.ts';

it.each([
	['#ffffff', '#000000'],
	['#fae6cd', '#000000'],
	['#c97238', '#000000'],
	['#7c3814', '#ffffff'],
	['#000000', '#ffffff']
])('on %s is written in %s', (ground, ink) => expect(inkOn(ground)).toBe(ink));
