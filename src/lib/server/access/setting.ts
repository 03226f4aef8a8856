/** What whoever runs the installation has chosen for accounts. */
import { ACCOUNT_STYLES, type AccountStyle } from '../../domain/account/password.ts';
import { WanggeError } from '../../domain/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws WanggeError invalid { field: 'WANGGE_ACCOUNT_STYLE' } */
export function accountStyle(environment: Environment = process.env): AccountStyle {
	const said = environment.WANGGE_ACCOUNT_STYLE?.trim() || 'asvs';
	const style = ACCOUNT_STYLES.find((one) => one === said);
	if (!style) throw new WanggeError('invalid', { field: 'WANGGE_ACCOUNT_STYLE', value: said.slice(0, 40) });
	return style;
}
