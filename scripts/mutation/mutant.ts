/** Guards, each as it stands in a file and as it would be if somebody weakened it, with the tests that must notice. */
export interface Mutant {
	name: string;
	file: string;
	/** Stands there exactly once. */
	guard: string;
	weakened: string;
	tests: string[];
}
