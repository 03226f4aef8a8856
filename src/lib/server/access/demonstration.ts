/** Whether this process was started as a demonstration of a fictional ground: only then is anybody let in by one click. */
let demonstration = false;

export const isDemonstration = (): boolean => demonstration;

export function noteDemonstration(is: boolean): void {
	demonstration = is;
}
