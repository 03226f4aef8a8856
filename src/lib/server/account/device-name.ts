/** Browser and system as their owner would call them: enough to know one's own device again, too little to follow anybody. */
const BROWSERS: [RegExp, string][] = [
	[/MicroMessenger\//, '微信'],
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/HuaweiBrowser\//, '华为浏览器'],
	[/QQBrowser\/|MQQBrowser\//, 'QQ 浏览器'],
	[/360SE|QihooBrowser|QHBrowser/, '360 浏览器'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/Chrome\/|CriOS\//, 'Chrome'],
	[/Safari\//, 'Safari']
];
const SYSTEMS: [RegExp, string][] = [
	[/HarmonyOS|OpenHarmony/, '鸿蒙'],
	[/Android/, 'Android'],
	[/iPad/, 'iPad'],
	[/iPhone/, 'iPhone'],
	[/Windows/, 'Windows'],
	[/Mac OS X|Macintosh/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux|X11/, 'Linux']
];

/** @returns empty where it says nothing that is known */
export function deviceName(agent: string | null): string {
	const named = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(agent ?? ''))?.[1];
	return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(' · ');
}
