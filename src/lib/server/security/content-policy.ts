/**
 * What a page may load and run (Content Security Policy Level 3, W3C): our own scripts, and nobody else's host but those
 * of a basemap from outside that whoever runs the installation has chosen.
 */
export const CONTENT_POLICY = 'content-security-policy';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param scripts the directive for scripts, with the nonce of this page; none may run when left out
 * @param hosts origins of the basemap from outside
 */
export function pagePolicy(scripts: string | null, hosts: readonly string[]): string {
	const outside = hosts.map((host) => ` ${host}`).join('');
	return [
		"default-src 'none'",
		scripts ?? "script-src 'none'",
		"style-src 'self'",
		// Svelte writes style attributes into the page; a rule that was smuggled in is still refused.
		"style-src-attr 'unsafe-inline'",
		`img-src 'self' data: blob:${outside}`,
		`connect-src 'self'${outside}`,
		"font-src 'self'",
		// MapLibre makes its worker of its own script, which saves a first visit a quarter of it.
		"worker-src 'self' blob:",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'self'"
	].join('; ');
}

/**
 * Origins of the basemap from outside: of its addresses, and of WANGGE_BASEMAP_HOSTS, which names where a style has its
 * tiles, letters and pictures.
 */
export function basemapHosts(environment: Environment): string[] {
	const { WANGGE_BASEMAP_RASTER, WANGGE_BASEMAP_STYLE, WANGGE_BASEMAP_HOSTS } = environment;
	const addresses = [WANGGE_BASEMAP_RASTER, WANGGE_BASEMAP_STYLE, WANGGE_BASEMAP_HOSTS].flatMap(
		(setting) => setting?.split(/\s+/) ?? []
	);
	const origins = addresses.flatMap((address) => /^https?:\/\/[^/\s;,]+/.exec(address)?.[0] ?? []);
	return [...new Set(origins)];
}
