import { createHash } from 'node:crypto';
import type { Language } from '../../words/language.ts';
import { START_STAGES, startWords } from '../../words/start.ts';
import type { Readiness } from '../readiness.ts';
import { CONTENT_POLICY } from '../security/content-policy.ts';

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

/**
 * The page that stands in for the map while it is being prepared. It needs nothing but itself: no script, no style
 * sheet, so it is there from the first second; the browser asks again by itself.
 */
export function startPage(state: Readiness, lang: Language): string {
	const words = startWords[lang];
	const at = START_STAGES.indexOf(state.stage);
	const body = state.failure
		? `<h1>${words.failed}</h1><p>${state.again ? words.failedAgain : words.failedHow}</p><pre>${escape(state.failure)}</pre>`
		: state.empty
			? `<h1>${words.empty}</h1><p>${words.emptyHow}</p>`
			: `<h1>${words.preparing}</h1><ol>${START_STAGES.slice(0, -1)
					.map((stage, index) => stageItem(words.stages[stage], index - at, state.done))
					.join('')}</ol><p>${words.patience}</p>`;
	const asksAgain = !state.failure || state.again;
	const again = asksAgain ? `<meta http-equiv="refresh" content="${state.empty ? 10 : 2}">` : '';
	return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${again}<title>${words.title}</title><style>${STYLE}</style></head><body><main role="status">${body}</main></body></html>`;
}

function stageItem(name: string, distance: number, done: number): string {
	if (distance < 0) return `<li class="past">${name}</li>`;
	if (distance > 0) return `<li class="next">${name}</li>`;
	const percent = Math.round(done * 100);
	const bar = `<progress max="100"${percent > 0 ? ` value="${percent}"` : ''}></progress>`;
	return `<li class="now" aria-current="step">${name}${percent > 0 ? ` ${percent}%` : ''}${bar}</li>`;
}

const STYLE = `
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f5f3ef;color:#3a3a38;font:clamp(16px,1.7vh,36px)/1.7 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:34em;padding:2em}h1{font-size:1.5em;font-weight:600;margin:0 0 .6em}ol{padding:0;list-style:none}
li{padding:.35em 0 .35em 1.9em;position:relative}li::before{content:"";position:absolute;left:0;top:.85em;width:.7em;height:.7em;border-radius:50%;border:2px solid #8a8780;box-sizing:border-box}
.past::before{background:#2a7f78;border-color:#2a7f78}.now::before{border-color:#2a7f78}.now{font-weight:600}.next{color:#6d6b66}
progress{display:block;width:100%;height:.5em;accent-color:#2a7f78}pre{white-space:pre-wrap;background:#ece8e1;padding:1em;border-radius:6px}
@media (prefers-color-scheme:dark){body{background:#1d2124;color:#dedbd4}pre{background:#2a2f33}.next{color:#a5a29b}}`;

const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'cache-control': 'no-store',
	'retry-after': '2',
	[CONTENT_POLICY]: `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`
};

export const startAnswer = (state: Readiness, lang: Language): Response =>
	new Response(startPage(state, lang), { status: 503, headers: HEADERS });
