/** What making a full-grain data set goes through, in this order. */
export type FullGrainStage =
	| 'areas'
	| 'roads'
	| 'responsibilities'
	| 'grids'
	| 'buildings'
	| 'facilities'
	| 'incidents'
	| 'coverage'
	| 'settling';
