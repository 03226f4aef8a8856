/** Sentences of the HTTP API's problem documents (RFC 9457). */
import type { ErrorDetails, ErrorKind } from '../domain/errors.ts';
import type { Reason, Refusal } from '../domain/api/refusals.ts';
import type { PhotoLimits, PhotoRefusal, PhotosUnwritable } from '../domain/photo/refusal.ts';
import type { Language } from './language.ts';

interface ProblemWords {
	/** By kind of error; kinds that are not here share `fault`. */
	titles: Partial<Record<ErrorKind, string>>;
	fault: string;
	faultDetail: (id: string) => string;
	missing: Record<'grid' | 'area' | 'jurisdiction' | 'path', (details: ErrorDetails) => string>;
	noGridHere: (position: string) => string;
	notFound: string;
	method: (allowed: string) => string;
	crossSite: string;
	previewing: string;
	tooLarge: (most: number) => string;
	notReady: (stage: string) => string;
	carrier: string;
	busy: string;
	tooMany: string;
	refused: (count: number) => string;
	other: (kind: string) => string;
	reasons: Record<Reason, (refusal: Refusal) => string>;
	photo: Record<PhotoRefusal, (limits: PhotoLimits) => string>;
	photosUnwritable: Record<PhotosUnwritable['reason'], string>;
}

const inMiB = (bytes: number) => Math.floor(bytes / 1024 ** 2);
const list = (choices: readonly string[] | undefined, comma: string) => (choices ?? []).join(comma);

export const problemWords: Record<Language, ProblemWords> = {
	'zh-CN': {
		titles: {
			'not-found': '没有找到',
			invalid: '请求有误',
			conflict: '与现有数据冲突',
			duplicate: '已经存在',
			'unknown-reference': '引用的对象不存在',
			forbidden: '没有权限',
			previewing: '预览时不能更改',
			'cross-site': '请求来自别的网站',
			'body-too-large': '发来的内容太大',
			'sign-in-refused': '没有登录，或登录名、密码不对',
			'sign-in-slowed': '试的次数太多',
			'code-refused': '验证码不对',
			'link-over': '链接已经无效',
			'session-over': '登录已经结束',
			'password-refused': '密码不合要求',
			'account-field': '帐号的某一项有误',
			'account-limit': '帐号不能这样改',
			'reveal-refused': '号码没有显示',
			'case-field': '案件的某一项有误',
			'case-refused': '案件现在不能这样办理',
			'certificate-needed': '需要用 https 打开',
			'method-not-allowed': '不支持这种请求方法',
			'not-ready': '正在准备',
			'too-many-requests': '同时的请求太多',
			'server-busy': '服务器正忙',
			'row-invalid': '数据行有误',
			'date-order': '结束日期不在开始日期之后',
			'outside-jurisdiction': '不在辖区之内',
			'tree-broken': '区划层级有缺口',
			'grids-invalid': '网格有误',
			'file-broken': '文件损坏',
			'file-empty': '文件是空的',
			'geometry-invalid': '图形有误',
			'geometry-too-complex': '图形过于复杂',
			'crs-unknown': '坐标系不明',
			'crs-mismatch': '坐标系不一致',
			'number-range': '数值超出范围',
			'photo-refused': '照片没有收下',
			'engine-timeout': '数据库没有及时回答',
			'engine-locked': '数据库正被占用',
			'engine-full': '数据库已满',
			'database-busy': '数据库正忙',
			'database-unreachable': '数据库连接不上',
			'photos-unwritable': '照片存不下'
		},
		fault: '服务器出错',
		faultDetail: (id) => `服务器处理请求时出错，已记入日志，编号 ${id}。`,
		missing: {
			grid: ({ code, at }) => `${at} 没有编码为 ${code} 的单元网格。`,
			area: ({ code }) => `没有编码为 ${code} 的区域。`,
			jurisdiction: () => '这里还没有设立辖区。',
			path: ({ path }) => `没有 ${path} 这个接口；全部接口见 /openapi.json。`
		},
		noGridHere: (position) => `${position} 处没有单元网格，可能在辖区之外。`,
		notFound: '没有找到所要的内容。',
		method: (allowed) => `这个接口只接受 ${allowed}。`,
		tooLarge: (most) => `一次最多发来 ${Math.floor(most / 1024)} KB，并要说明长度（Content-Length）。`,
		previewing: '您正以别人的身份预览，只看不改，刚才的操作没有执行。请先结束预览。',
		crossSite: '请求是别的网站发来的，没有执行。请从本系统的页面里操作。',
		notReady: (stage) => `地图正在准备（${stage}），请稍后再试。`,
		carrier: '数据库暂时不能回答，请稍后再试。',
		busy: '同时的请求太多，或数据库变慢。请过几秒再试；一直如此，请管理员查看数据库。',
		tooMany: '从这个地址来的同时的请求太多，请过几秒再试。',
		refused: (count) => `有 ${count} 个参数不能接受，见 errors。`,
		other: (kind) => `请求不能完成（${kind}）。`,
		reasons: {
			missing: ({ parameter }) => `缺少参数 ${parameter}。`,
			unknown: ({ parameter }) => `没有参数 ${parameter}。`,
			repeated: ({ parameter }) => `参数 ${parameter} 只能给一次。`,
			malformed: ({ parameter }) => `参数 ${parameter} 的写法不对。`,
			too_long: ({ parameter, to }) => `参数 ${parameter} 太长，最多 ${to} 个字符。`,
			too_short: ({ parameter }) => `参数 ${parameter} 里没有可查的内容。`,
			out_of_range: ({ parameter, from, to }) => `参数 ${parameter} 应在 ${from} 与 ${to} 之间。`,
			not_offered: ({ parameter, choices }) =>
				choices
					? `参数 ${parameter} 只能是：${list(choices, '、')}。`
					: `参数 ${parameter} 所指的编码不存在。`,
			needs: ({ parameter, measure }) => `指标 ${measure} 需要参数 ${parameter}。`,
			needless: ({ parameter, measure }) => `指标 ${measure} 不用参数 ${parameter}。`
		},
		photo: {
			empty: () => '这个文件是空的，请重新选择照片。',
			'too-large': ({ mostBytes }) => `照片太大，最多 ${inMiB(mostBytes)} MB。`,
			'not-a-picture': () => '这不是 JPEG、PNG 或 WebP 照片，请换一张。',
			heic: () => '不收 HEIC 照片。请把手机相机的格式设为 JPEG（“兼容性最佳”）再拍，或先转换成 JPEG。',
			'too-many-pixels': ({ mostPixels }) => `照片的像素太多，最多 ${mostPixels / 10_000} 万像素。`,
			animated: () => '会动的图片不能当照片，请换一张静止的。',
			damaged: () => '照片损坏了，或没有传完整。请重新上传，或换一张。',
			'too-slow': () => '这张照片处理得太久，没有收下。请换一张小一些的。'
		},
		photosUnwritable: {
			full: '存放照片的磁盘满了，照片没有存下。请告诉管理员。',
			unwritable: '存放照片的文件夹不能写，照片没有存下。请告诉管理员。'
		}
	},
	en: {
		titles: {
			'not-found': 'Not found',
			invalid: 'The request is not well formed',
			conflict: 'In conflict with what is there',
			duplicate: 'It exists already',
			'unknown-reference': 'It refers to something that does not exist',
			forbidden: 'Not allowed',
			previewing: 'Nothing is changed in a preview',
			'cross-site': 'The request comes from another site',
			'body-too-large': 'What was sent is too large',
			'sign-in-refused': 'Not signed in, or name or password not right',
			'sign-in-slowed': 'Too many attempts',
			'code-refused': 'The code is not right',
			'link-over': 'The link holds no more',
			'session-over': 'No longer signed in',
			'password-refused': 'The password is not taken',
			'account-field': 'Something in the account is not valid',
			'account-limit': 'The account cannot be changed so',
			'reveal-refused': 'The number is not shown',
			'case-field': 'Something in the case is not valid',
			'case-refused': 'This cannot be done to the case now',
			'certificate-needed': 'To be opened by https',
			'method-not-allowed': 'This method is not supported',
			'not-ready': 'Still being prepared',
			'too-many-requests': 'Too many requests at once',
			'server-busy': 'The server is busy',
			'row-invalid': 'A row is not valid',
			'date-order': 'It ends before it begins',
			'outside-jurisdiction': 'Outside the jurisdiction',
			'tree-broken': 'The tree of areas has a hole',
			'grids-invalid': 'The grids are not valid',
			'file-broken': 'The file is broken',
			'file-empty': 'The file is empty',
			'geometry-invalid': 'The shape is not valid',
			'geometry-too-complex': 'The shape is too complex',
			'crs-unknown': 'The coordinate system is not known',
			'crs-mismatch': 'The coordinate systems do not match',
			'number-range': 'A number is out of range',
			'photo-refused': 'The photo was not accepted',
			'engine-timeout': 'The database did not answer in time',
			'engine-locked': 'The database is in use',
			'engine-full': 'The database is full',
			'database-busy': 'The database is busy',
			'database-unreachable': 'The database cannot be reached',
			'photos-unwritable': 'The photo cannot be kept'
		},
		fault: 'Something went wrong in the server',
		faultDetail: (id) => `The server failed at this request; its log has it under ${id}.`,
		missing: {
			grid: ({ code, at }) => `There is no unit grid with the code ${code} on ${at}.`,
			area: ({ code }) => `There is no area with the code ${code}.`,
			jurisdiction: () => 'No jurisdiction has been set up here yet.',
			path: ({ path }) => `There is nothing at ${path}; /openapi.json lists everything that there is.`
		},
		noGridHere: (position) => `There is no unit grid at ${position}; it may lie outside the jurisdiction.`,
		notFound: 'What was asked for does not exist.',
		method: (allowed) => `Only ${allowed} is answered here.`,
		tooLarge: (most) =>
			`At most ${Math.floor(most / 1024)} KB at once, with its length said (Content-Length).`,
		previewing: 'You are looking as somebody else, reading only, so nothing was done. End the preview first.',
		crossSite: 'Another site sent this request; nothing was done. Use the pages of this system.',
		notReady: (stage) => `The map is being prepared (${stage}). Try again in a moment.`,
		carrier: 'The database cannot answer at the moment. Try again later.',
		busy: 'Too much is asked at once, or the database has become slow. Try again in a few seconds; if it goes on, ask the administrator to look at the database.',
		tooMany: 'Too many requests from this address at once. Ask again in a few seconds.',
		refused: (count) => `${count} ${count === 1 ? 'parameter is' : 'parameters are'} refused; see errors.`,
		other: (kind) => `The request cannot be done (${kind}).`,
		reasons: {
			missing: ({ parameter }) => `The parameter ${parameter} is missing.`,
			unknown: ({ parameter }) => `There is no parameter ${parameter}.`,
			repeated: ({ parameter }) => `The parameter ${parameter} may be given once only.`,
			malformed: ({ parameter }) => `The parameter ${parameter} is not well formed.`,
			too_long: ({ parameter, to }) => `The parameter ${parameter} is longer than ${to} characters.`,
			too_short: ({ parameter }) => `The parameter ${parameter} holds nothing to look for.`,
			out_of_range: ({ parameter, from, to }) =>
				`The parameter ${parameter} must lie between ${from} and ${to}.`,
			not_offered: ({ parameter, choices }) =>
				choices
					? `The parameter ${parameter} must be one of: ${list(choices, ', ')}.`
					: `The code in the parameter ${parameter} is not known.`,
			needs: ({ parameter, measure }) => `The measure ${measure} needs the parameter ${parameter}.`,
			needless: ({ parameter, measure }) =>
				`The measure ${measure} has no use for the parameter ${parameter}.`
		},
		photo: {
			empty: () => 'The file is empty. Choose the photo again.',
			'too-large': ({ mostBytes }) => `The photo is too large: at most ${inMiB(mostBytes)} MB are accepted.`,
			'not-a-picture': () => 'This is no photo in JPEG, PNG or WebP. Choose another one.',
			heic: () =>
				'Photos in HEIC are not accepted. Set the camera to JPEG (“most compatible”), or convert the photo first.',
			'too-many-pixels': ({ mostPixels }) =>
				`The photo has too many pixels: at most ${mostPixels / 1_000_000} megapixels are accepted.`,
			animated: () => 'A moving picture is not accepted as a photo. Choose one that stands still.',
			damaged: () => 'The photo is damaged, or did not arrive whole. Send it again, or choose another one.',
			'too-slow': () => 'The photo took too long to read and was not accepted. Choose a smaller one.'
		},
		photosUnwritable: {
			full: 'The disk for photos is full; the photo was not kept. Tell the administrator.',
			unwritable: 'The folder for photos cannot be written; the photo was not kept. Tell the administrator.'
		}
	}
};
