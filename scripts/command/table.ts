/** Columns below each other on a terminal that draws Chinese twice as wide. @param rows each with a cell for each column */
export function aligned(rows: readonly (readonly string[])[]): string[] {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
	return rows.map((row) =>
		row
			.map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell)))
			.join('  ')
			.trimEnd()
	);
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
