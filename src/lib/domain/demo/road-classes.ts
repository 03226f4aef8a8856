/** Classes of street and road, the widest first: the order is that of the tags in the arrangement. */
export const ROAD_CLASSES = {
	motorway: { width: 34, suffix: '快速路' },
	trunk: { width: 24, suffix: '公路' },
	primary: { width: 40, suffix: '大道' },
	secondary: { width: 26, suffix: '路' },
	tertiary: { width: 16, suffix: '街' },
	residential: { width: 9, suffix: '巷' },
	service: { width: 6, suffix: '' },
	track: { width: 4, suffix: '' }
} as const;
export type RoadClass = keyof typeof ROAD_CLASSES;
