/** Coming in, one's own account, and roles. Read by the pages of the doors alone. */
import type { Role } from '../domain/access/roles.ts';
import type { PasswordFault } from '../domain/account/password.ts';
import { enFormats, zhFormats } from './format.ts';
import type { Language } from './language.ts';

const zh = {
	product: '网格',
	toMap: '回到地图',
	signIn: '登录',
	signInLead: '用管理员给您的登录名进入。',
	signOut: '退出登录',
	name: '登录名',
	password: '密码',
	showPassword: '显示密码',
	hidePassword: '隐藏密码',
	noAccount: '还没有登录名？请向本单位的系统管理员要一个邀请链接。忘了密码也请找系统管理员。',
	certificate:
		'这里用的是不加密的网址（http），浏览器不会保存登录。请管理员为本站装上证书，改用 https 打开；办法见 README“怎样用 https”。',
	notKept: '浏览器没有保存登录。请允许本站的 Cookie，或改用 https 打开。',
	refused: '登录名或密码不对。',
	oldRefused: '现在的密码不对。',
	slowed: (seconds: number) =>
		`试的次数太多，请${seconds < 90 ? `${zhFormats.number(seconds)} 秒` : `${zhFormats.number(Math.ceil(seconds / 60))} 分钟`}后再试。`,
	busy: '服务器正忙，请过几秒再试。',
	sessionOver: '登录已经结束，请重新登录。',
	failed: '没有办成，请再试一次。',
	previewing: '您正以别人的身份预览，只看不改，刚才的操作没有执行。请先结束预览。',
	step: (step: number, of: number) => `第 ${step} 步，共 ${of} 步`,
	code: '动态验证码',
	codeLead: '请输入手机验证器应用里现在显示的六位数字。手机不在身边，可以用一个纸上的备用码。',
	codeField: '六位验证码或备用码',
	codeRefused: '验证码不对，或已经用过。请等下一个数字再试，并核对手机的时间。',
	confirm: '确认',
	setUp: '设置动态验证码',
	setUpLead:
		'您的角色需要两步验证。用手机上任何一个验证器应用（TOTP）扫描这个二维码，再输入它显示的六位数字。',
	setUpOwnLead: '用手机上任何一个验证器应用（TOTP）扫描这个二维码，再输入它显示的六位数字。',
	setUpPicture: '给验证器应用扫描的二维码',
	setUpByHand: '不能扫描？手工输入这个密钥',
	codesTitle: '备用码',
	codesLead: '请抄下或打印，放在安全的地方。手机丢了时，每个可以代替一次验证码。离开这一页就不再显示。',
	codesDone: '我已记下，进入地图',
	codesLeft: (count: number) => `还剩 ${zhFormats.number(count)} 个备用码`,
	newPassword: '设置新密码',
	newPasswordOver: '密码已满 90 天，请换一个。',
	newPasswordField: '新密码',
	oldPasswordField: '现在的密码',
	passwordRules: {
		asvs: '至少 8 个字符；不必混用大小写和符号，一句好记的话更安全。常见的密码不能用。',
		dengbao:
			'至少 8 个字符，小写字母（或汉字）、大写字母、数字、符号四类至少三类，每 90 天更换。常见的密码不能用。'
	},
	passwordFaults: {
		short: '密码太短，至少 8 个字符。',
		long: '密码太长，最多 128 个字符。',
		common: '这个密码太常见，别人一猜就中。请换一个。',
		guessable: '这个密码容易猜到（重复、连号，或只是登录名加几个字符）。请换一个。',
		kinds: '小写字母（或汉字）、大写字母、数字、符号四类至少要有三类。',
		same: '新密码不能和现在的一样。'
	} satisfies Record<PasswordFault, string>,
	fieldFaults: {
		name: {
			form: '登录名要用 3 到 40 个小写字母、数字、点、横线或下划线，以字母或数字开头。',
			personal: '登录名里不要用电话或身份证号。'
		},
		title: { missing: '请写称呼。', long: '称呼最多 60 个字。', personal: '称呼里不要写电话或身份证号。' },
		phone: {
			missing: '请写号码。',
			form: '号码不对：手机是 1 开头的 11 位数字；座机要带区号，例如 0531-12345678，不带分机。',
			device: '大屏设备不登记电话，请把这一项清空。'
		}
	} as Record<string, Record<string, string>>,
	nameTaken: '这个登录名已经有人用了，请换一个。',
	passwordChanged: '密码已更换，别处的登录都已结束。',
	invitation: '接受邀请',
	invitationFor: (title: string, name: string) => `这个链接给“${title}”，登录名是 ${name}。请设一个密码。`,
	reset: '重设密码',
	first: '第一位系统管理员',
	firstLead: '您将管理这个系统的帐号：邀请同事，任命安全管理员和审计员。请定一个登录名和密码。',
	titleField: '称呼',
	titleHint: '同事怎样称呼您的岗位，例如“信息科系统管理员”。',
	phoneField: '电话号码',
	phoneHint: '手机，或带区号的座机。加密保存，平时只显示一部分。',
	nameHint: '小写字母、数字、点、横线，例如 zhang.wei',
	device: '接入大屏',
	deviceLead: (title: string) => `这台设备将作为“${title}”接入，只能看，不能改。`,
	deviceJoin: '接入这台设备',
	linkOver: '这个链接已经用过、过期，或不完整。请向系统管理员要一个新的。',
	linkReading: '正在读取链接……',
	needsScript: '这一页需要浏览器允许脚本。',
	demonstration: '演示：选一个身份进入',
	demonstrationLead: '这是虚构的城市，不用密码。选不同的身份，看到的内容随岗位不同。',
	account: '我的帐号',
	visitor: '访客',
	signedInAs: (title: string) => `已登录：${title}`,
	roles: '我的角色',
	noRoles: '还没有角色。请安全管理员为您分配。',
	waitingRoles: '要先设置动态验证码才有效',
	whole: '整个辖区',
	until: (day: string) => `到 ${day}`,
	untilFurther: '长期',
	sessions: '已登录的设备',
	sessionsLead: '不认识的，请立刻结束，并更换密码。',
	thisSession: '这台',
	lastSeen: '最近使用',
	began: '登录于',
	endSession: '结束',
	endOthers: '结束别处的全部登录',
	ended: (count: number) => `已结束 ${zhFormats.number(count)} 处登录。`,
	secondFactor: '动态验证码',
	secondFactorOn: '已设置。登录时要输入手机上的验证码。',
	secondFactorOff: '没有设置。设置后，别人拿到密码也进不来。',
	secondFactorSetUp: '去设置',
	newCodes: '换一组备用码',
	changePassword: '更换密码',
	demonstrationAccount: '这是演示帐号，没有密码。',
	roleNames: {
		resident: '居民',
		grid_worker: '网格员',
		squad_member: '城管队员',
		squad_leader: '城管中队长',
		unit_handler: '责任单位经办人',
		community_staff: '社区工作人员',
		street_staff: '街道工作人员',
		leader: '领导',
		system_administrator: '系统管理员',
		security_administrator: '安全管理员',
		auditor: '审计员'
	} satisfies Record<Role, string>,
	roleSees: {
		resident: '谁负责、缺什么；看不到事件。',
		grid_worker: '自己责任网格里的事件和养护。',
		squad_member: '本街道的事件和养护。',
		squad_leader: '本街道的事件、养护和各责任的人员经费。',
		unit_handler: '派给本单位的案件、本单位的养护任务，随本单位责任来的人员经费。',
		community_staff: '本社区的全部工作数据。',
		street_staff: '本街道的全部工作数据。',
		leader: '整个辖区，只读。',
		system_administrator: '帐号；看不到事件。',
		security_administrator: '授权；看不到事件。',
		auditor: '审计记录；看不到事件。'
	} satisfies Record<Role, string>
};
export type AccountWords = typeof zh;

const en: AccountWords = {
	product: 'Wangge',
	toMap: 'Back to the map',
	signIn: 'Sign in',
	signInLead: 'With the sign-in name that your administrator gave you.',
	signOut: 'Sign out',
	name: 'Sign-in name',
	password: 'Password',
	showPassword: 'Show the password',
	hidePassword: 'Hide the password',
	noAccount:
		'No sign-in name yet? Ask the system administrator of your office for an invitation; also when you have forgotten your password.',
	certificate:
		'This address is not encrypted (http), so the browser will not keep you signed in. The administrator has to set up a certificate and https; the README says how under “怎样用 https”.',
	notKept: 'The browser did not keep you signed in. Allow cookies for this site, or open it by https.',
	refused: 'The sign-in name or the password is not right.',
	oldRefused: 'The present password is not right.',
	slowed: (seconds) =>
		`Too many attempts. Try again in ${seconds < 90 ? `${enFormats.number(seconds)} seconds` : `${enFormats.number(Math.ceil(seconds / 60))} minutes`}.`,
	busy: 'The server is busy. Try again in a few seconds.',
	sessionOver: 'You are no longer signed in. Please sign in again.',
	failed: 'That did not work. Please try again.',
	previewing: 'You are looking as somebody else, reading only, so nothing was done. End the preview first.',
	step: (step, of) => `Step ${step} of ${of}`,
	code: 'Second factor',
	codeLead:
		'Type the six digits that your authenticator app shows now. Without your phone, use one of the recovery codes on paper.',
	codeField: 'Six digits, or a recovery code',
	codeRefused:
		'That code is not right, or was used already. Wait for the next one, and check the clock of your phone.',
	confirm: 'Confirm',
	setUp: 'Set up a second factor',
	setUpLead:
		'Your role needs a second factor. Scan this picture with any authenticator app (TOTP), then type the six digits that it shows.',
	setUpOwnLead:
		'Scan this picture with any authenticator app (TOTP), then type the six digits that it shows.',
	setUpPicture: 'QR code for an authenticator app',
	setUpByHand: 'Cannot scan? Type this key',
	codesTitle: 'Recovery codes',
	codesLead:
		'Write them down or print them, and keep them safe. Without your phone each stands in for a code once. They are not shown again.',
	codesDone: 'I have them, go to the map',
	codesLeft: (count) => `${enFormats.number(count)} recovery codes left`,
	newPassword: 'Choose a new password',
	newPasswordOver: 'Your password is 90 days old. Please choose another one.',
	newPasswordField: 'New password',
	oldPasswordField: 'Present password',
	passwordRules: {
		asvs: 'At least 8 characters; no need to mix capitals and signs, a sentence is safer. Common passwords are refused.',
		dengbao:
			'At least 8 characters of three kinds among small letters, capitals, digits and signs, another one every 90 days. Common passwords are refused.'
	},
	passwordFaults: {
		short: 'Too short: at least 8 characters.',
		long: 'Too long: at most 128 characters.',
		common: 'This is one of the most common passwords. Choose another one.',
		guessable:
			'Easy to guess (repeated, in a row, or your sign-in name with little beside it). Choose another one.',
		kinds: 'Three kinds are needed among small letters, capitals, digits and signs.',
		same: 'The new password must be another one.'
	},
	fieldFaults: {
		name: {
			form: 'A sign-in name has 3 to 40 small letters, digits, dots, hyphens or underscores, and begins with a letter or digit.',
			personal: 'No phone or identity number as a sign-in name.'
		},
		title: {
			missing: 'Please say how colleagues call you.',
			long: 'At most 60 characters.',
			personal: 'No phone or identity number here.'
		},
		phone: {
			missing: 'Please type the number.',
			form: 'Not a number: a mobile has 11 digits and begins with 1; a landline has its area code, for example 0531-12345678, and no extension.',
			device: 'A display has no phone number: leave this empty.'
		}
	},
	nameTaken: 'This sign-in name is taken. Choose another one.',
	passwordChanged: 'The password is changed; everywhere else you are signed out.',
	invitation: 'Accept the invitation',
	invitationFor: (title, name) => `This link is for “${title}”, sign-in name ${name}. Choose a password.`,
	reset: 'Choose a new password',
	first: 'First system administrator',
	firstLead:
		'You will manage the accounts: invite colleagues, appoint the security administrator and the auditor. Choose a sign-in name and a password.',
	titleField: 'Title',
	titleHint: 'How colleagues call your post, for example “System administrator, IT office”.',
	phoneField: 'Phone number',
	phoneHint:
		'A mobile, or a landline with its area code. Kept encrypted; usually only a part of it is shown.',
	nameHint: 'Small letters, digits, dots, hyphens, for example zhang.wei',
	device: 'Bring in a display',
	deviceLead: (title) => `This device joins as “${title}”. It can look, and change nothing.`,
	deviceJoin: 'Bring this device in',
	linkOver:
		'This link was used already, is too old or not complete. Ask the system administrator for another one.',
	linkReading: 'Reading the link …',
	needsScript: 'This page needs scripts to be allowed.',
	demonstration: 'Demonstration: come in as',
	demonstrationLead: 'The city is fictional, and no password is needed. What you see depends on who you are.',
	account: 'My account',
	visitor: 'Visitor',
	signedInAs: (title) => `Signed in: ${title}`,
	roles: 'My roles',
	noRoles: 'No role yet. Ask the security administrator for one.',
	waitingRoles: 'in force once a second factor is set up',
	whole: 'the whole jurisdiction',
	until: (day) => `until ${day}`,
	untilFurther: 'until further notice',
	sessions: 'Where I am signed in',
	sessionsLead: 'End at once what you do not know, and change your password.',
	thisSession: 'this one',
	lastSeen: 'last used',
	began: 'since',
	endSession: 'End',
	endOthers: 'End all others',
	ended: (count) => `${enFormats.number(count)} ended.`,
	secondFactor: 'Second factor',
	secondFactorOn: 'Set up. Signing in asks for the code of your phone.',
	secondFactorOff: 'Not set up. With it, a stolen password is not enough.',
	secondFactorSetUp: 'Set up',
	newCodes: 'New recovery codes',
	changePassword: 'Change password',
	demonstrationAccount: 'An account of the demonstration; it has no password.',
	roleNames: {
		resident: 'Resident',
		grid_worker: 'Grid worker',
		squad_member: 'Squad member',
		squad_leader: 'Squad leader',
		unit_handler: 'Unit handler',
		community_staff: 'Community staff',
		street_staff: 'Street-office staff',
		leader: 'Leader',
		system_administrator: 'System administrator',
		security_administrator: 'Security administrator',
		auditor: 'Auditor'
	},
	roleSees: {
		resident: 'Who answers, what is missing; no incidents.',
		grid_worker: 'Incidents and greening of their own duty grid.',
		squad_member: 'Incidents and greening of their street.',
		squad_leader: 'Incidents, greening, staff and money of their street.',
		unit_handler:
			'Cases that were given to their unit, its greening duties, and the means that came with its duties.',
		community_staff: 'All working data of their community.',
		street_staff: 'All working data of their street.',
		leader: 'The whole jurisdiction, read only.',
		system_administrator: 'Accounts; no incidents.',
		security_administrator: 'Who may do what; no incidents.',
		auditor: 'The audit; no incidents.'
	}
};

export const accountWords: Record<Language, AccountWords> = { 'zh-CN': zh, en };
