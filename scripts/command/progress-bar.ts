const WIDTH = 24;

/** A bar on stderr, with what is counted behind it: redrawn in place on a terminal, a line at each tenth elsewhere. */
export function progressBar(): (label: string, done: number, total: number, counted?: string) => void {
	let last = '';
	return (label, done, total, counted = '') => {
		const share = total > 0 ? Math.min(1, done / total) : 1;
		const full = Math.round(share * WIDTH);
		const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
		const line = `${label} ${bar} ${Math.floor(share * 100)}% ${counted}`.trimEnd();
		if (process.stderr.isTTY) {
			if (line !== last) process.stderr.write(`\r\u001b[K${line}${share === 1 ? '\n' : ''}`);
			last = line;
		} else {
			const step = `${label} ${Math.floor(share * 10) * 10}%`;
			if (step !== last) process.stderr.write(`${step} ${counted}`.trimEnd() + '\n');
			last = step;
		}
	};
}
