/** Red, green and blue of #rrggbb, 0 to 255. */
export function channelsOf(hex: string): [red: number, green: number, blue: number] {
	const part = (at: number) => parseInt(hex.slice(at, at + 2), 16);
	return [part(1), part(3), part(5)];
}
