/** What is refused of an account, by the reason that the service gives (domain/account/faults.ts). */

export const zhLimits: Record<string, string> = {
	oneself: '不能给自己分配或更改，请由另一位管理员办理。',
	ended: '这个帐号已经停用。',
	demonstration: '演示帐号不能更改。',
	'one-office': '三员分立：系统管理员、安全管理员、审计员，一人同时只能担任一种。',
	already: '这个角色已经有了。',
	officer: '三员（系统管理员、安全管理员、审计员）不能预览。',
	'no-person': '大屏设备没有个人信息。',
	'not-ended': '要先停用这个帐号，才能删除个人信息。',
	erased: '这个帐号的个人信息已经删除。',
	device: '大屏设备只能分配一个区域的“领导（只读）”，且只能一个。',
	'officer-in': '三员的链接和两步验证不能由别人重置。忘了密码又丢了备用码的，请停用后另行邀请、任命。',
	patron: '您是由这个帐号邀请、任命或给过链接的，不能给它分配角色，请由另一位安全管理员办理。',
	'last-administrator': '这是最后一位系统管理员，要先任命另一位。'
};

export const enLimits: Record<string, string> = {
	oneself: 'Nobody gives or changes their own: ask another administrator.',
	ended: 'This account has ended.',
	demonstration: 'Accounts of the demonstration cannot be changed.',
	'one-office': 'One person holds one of the three offices at a time.',
	already: 'They have this role already.',
	officer: 'Nobody looks as one of the three officers.',
	'no-person': 'A display has no personal data.',
	'not-ended': 'End this account before its personal data is deleted.',
	erased: 'The personal data of this account was deleted already.',
	device: 'A display has one role: leader (read only) of one area.',
	'officer-in':
		'Nobody renews the link or removes the second factor of an officer. One who is locked out is ended, and somebody invited and appointed anew.',
	patron:
		'This account invited or appointed you, or made your link: another security administrator must give it roles.',
	'last-administrator': 'This is the last system administrator: appoint another one first.'
};
