/** Photos of cases, as pages and the API's document say them. */
import type { PhotoKind } from '../domain/photo/photo.ts';
import { MOST_PHOTOS, MOST_SENT_BYTES } from '../domain/photo/photo.ts';
import type { Language } from './language.ts';

const MOST_MB = MOST_SENT_BYTES / 1024 / 1024;

const zh = {
	title: '照片',
	kinds: { found: '处置前', done: '处置后' } satisfies Record<PhotoKind, string>,
	none: { found: '还没有处置前的照片。', done: '还没有处置后的照片。' } satisfies Record<PhotoKind, string>,
	/** Name of a picture for whoever does not see it. */
	named: (kind: PhotoKind, nth: number) => `${zh.kinds[kind]}照片 ${nth}`,
	taken: '拍摄',
	sent: '发送',
	original: '原文件 SHA-256',
	count: (n: number) => `${n} 张照片`,
	asked: '这一类案件要有',
	isThere: '已有',
	isLacking: '还没有',
	choose: '照片',
	/** On the button, before and after. */
	pick: '拍照或选择照片',
	chosen: (n: number) => `已选 ${n} 张，点此重选`,
	hint: `JPEG、PNG 或 WebP，最多 ${MOST_PHOTOS} 张、共 ${MOST_MB} MB。拍摄地点和机型不会保存。`,
	needed: '这一类案件到这一步要有照片。',
	tooLarge: `所选照片共超过 ${MOST_MB} MB，请少选几张，或分几次补充。`,
	tooMany: `一次最多 ${MOST_PHOTOS} 张，请少选几张。`,
	shows: '照片是',
	which: '撤下哪一张',
	removalHint: '撤下后谁也看不到，文件一并删除；谁、何时、为何撤下会留下记录。',
	sending: '正在发送照片…',
	api: {
		send: {
			summary: '给案件补充一张照片',
			description:
				'请求正文就是照片文件。按内容认 JPEG、PNG、WebP；只保存像素，重新编码，位置等信息不保存。同一 key 重发只算一次。'
		},
		sent: '案件办到哪里',
		one: { summary: '案件的一张照片', description: '能看到案件的人才能看到。' },
		picture: '照片，JPEG'
	}
};
export type PhotoWords = typeof zh;

const en: PhotoWords = {
	title: 'Photos',
	kinds: { found: 'Before', done: 'After' },
	none: { found: 'No photo from before yet.', done: 'No photo from after yet.' },
	named: (kind, nth) => `Photo ${nth}, ${en.kinds[kind].toLowerCase()}`,
	taken: 'Taken',
	sent: 'Sent',
	original: 'SHA-256 of the file',
	count: (n) => (n === 1 ? 'one photo' : `${n} photos`),
	asked: 'A case of this class needs',
	isThere: 'there',
	isLacking: 'missing',
	choose: 'Photos',
	pick: 'Take or choose photos',
	chosen: (n) => (n === 1 ? 'One chosen; choose anew' : `${n} chosen; choose anew`),
	hint: `JPEG, PNG or WebP; at most ${MOST_PHOTOS}, ${MOST_MB} MB together. Where and with what they were taken is not kept.`,
	needed: 'A case of this class needs a photo for this step.',
	tooLarge: `These are more than ${MOST_MB} MB together: choose fewer, and add the others after them.`,
	tooMany: `At most ${MOST_PHOTOS} at a time: choose fewer.`,
	shows: 'They show',
	which: 'Which one',
	removalHint: 'Nobody sees it from then on, and its file goes. Who removed it, when and why is kept.',
	sending: 'Sending the photos …',
	api: {
		send: {
			summary: 'Adds a photo to a case',
			description:
				'The body is the file itself: JPEG, PNG or WebP by its content. Its pixels alone are kept, encoded anew; the place and all else is not. Sent again under the same key it is the same photo.'
		},
		sent: 'What has become of the case',
		one: { summary: 'A photo of a case', description: 'For whoever sees the case.' },
		picture: 'The photo, as JPEG'
	}
};

export const photoWords: Record<Language, PhotoWords> = { 'zh-CN': zh, en };
