/** Red, green and blue of #rrggbb, 0 to 255. */
export function channelsOf(hex: string): [red: number, green: number, blue: number] {
	const part = (at: number) => parseInt(hex.slice(at, at + 2), 16);
	return [part(1), part(3), part(5)];
}

/** Dark or light letters, whichever are read more easily on a colour (relative luminance of WCAG 2, 1.4.3). */
export function inkOn(hex: string): string {
	const [red, green, blue] = channelsOf(hex).map((channel) => {
		const part = channel / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	// Where the contrasts with white and with black are the same.
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.179 ? '#000000' : '#ffffff';
}

/** As deck.gl takes a colour. @param alpha 0 to 255 */
export const rgba = (hex: string, alpha = 255): [number, number, number, number] => [
	...channelsOf(hex),
	alpha
];
