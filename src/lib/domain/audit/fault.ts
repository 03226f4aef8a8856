/** What can be wrong with the chain of audit entries. */
export type ChainFault =
	/** Something in the entry is not what was written. */
	| { kind: 'altered'; nth: number }
	/** From one place to another there is nothing. */
	| { kind: 'missing'; from: number; to: number }
	/** The entry is whole, but stands at the place of another. */
	| { kind: 'moved'; nth: number; belongs: number }
	/** The entry was never chained: it came in past the trigger. */
	| { kind: 'unchained'; id: string }
	/** The note of the chain's end is gone, or of another chain. */
	| { kind: 'head' }
	/** The whole chain is another than the one whose head was noted. */
	| { kind: 'rewritten'; nth: number };
