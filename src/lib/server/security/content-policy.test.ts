import { expect, it } from 'vitest';
import { basemapHosts, pagePolicy } from './content-policy.ts';

it('nothing inline runs, and no other host is asked', () => {
	const policy = pagePolicy("script-src 'self' 'nonce-abc'", []);
	expect(policy).toContain("default-src 'none'; script-src 'self' 'nonce-abc';");
	expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
});

it('a page without scripts of its own runs none', () => {
	expect(pagePolicy(null, [])).toContain("script-src 'none'");
});

it('the hosts of a basemap from outside may be asked for pictures and data, not for scripts', () => {
	const hosts = basemapHosts({
		WANGGE_BASEMAP_RASTER: 'https://a.example/{z}/{x}/{y}.png https://b.example:8443/{z}/{x}/{y}.png?k=1',
		WANGGE_BASEMAP_STYLE: 'https://a.example/style.json',
		WANGGE_BASEMAP_HOSTS: 'https://letters.example'
	});
	expect(hosts).toEqual(['https://a.example', 'https://b.example:8443', 'https://letters.example']);
	const policy = pagePolicy("script-src 'self'", hosts);
	for (const kind of ['img-src', 'connect-src'])
		expect(policy).toMatch(new RegExp(`${kind} [^;]*${hosts.join(' ')}(;|$)`));
	expect(policy).toContain("; script-src 'self';");
});

it('an address on our own host adds none, and a host cannot end the directive', () => {
	expect(basemapHosts({ WANGGE_BASEMAP_STYLE: '/style.json' })).toEqual([]);
	expect(basemapHosts({ WANGGE_BASEMAP_HOSTS: "https://a.example;script-src 'unsafe-inline'" })).toEqual([
		'https://a.example'
	]);
});
