/** Line icons drawn for this product on a 24 x 24 field, stroke 1.75: paths only, one name each. */
export const ICONS = {
	close: 'M6 6l12 12M18 6L6 18',
	search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L20 20',
	layers: 'M12 4l9 5l-9 5l-9-5zM3 14l9 5l9-5',
	share: 'M12 15V4M8 7.5L12 4l4 3.5M6 11H5v9h14v-9h-1',
	download: 'M12 4v11M8 11l4 4l4-4M5 20h14',
	print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
	history: 'M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5M12 8v4.5l3 2',
	phone:
		'M6 4h3l1.6 4.2L8.4 10a11 11 0 0 0 5.6 5.6l1.8-2.2L20 15v3a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 4 6.2A2 2 0 0 1 6 4z',
	plus: 'M12 5v14M5 12h14',
	minus: 'M5 12h14',
	camera: 'M4 8h3l1.5-2.5h7L17 8h3v11H4zM12 10a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4',
	locate: 'M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2v4M12 18v4M2 12h4M18 12h4',
	ruler: 'M3 16L16 3l5 5L8 21zM7 12l2 2M10 9l2.5 2.5M13 6l2 2',
	area: 'M4 7l7-3l9 6l-3 9l-11 1zM4 7m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0',
	undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
	chevron: 'M9 5l7 7l-7 7',
	down: 'M5 9l7 7l7-7',
	play: 'M8 5.5v13l10.5-6.5z',
	pause: 'M8.5 6v12M15.5 6v12',
	list: 'M8 6h12M8 12h12M8 18h12M3.5 6h.5M3.5 12h.5M3.5 18h.5',
	legend: 'M4 5h6v5H4zM4 14h6v5H4zM14 7.5h6M14 16.5h6',
	display: 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16M12 4v16M12 8h7M12 12h8M12 16h7',
	pin: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0-4.4',
	person: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5a7.5 7.5 0 0 1 15 0',
	warning: 'M12 4l9.5 16h-19zM12 10v4.5M12 17.2v.3',
	tick: 'M5 12.5l4.5 4.5L19 7.5',
	offline: 'M4 4l16 16M5 10.5A11 11 0 0 1 9 8M12.5 7A11 11 0 0 1 19 10.5M8.5 14.5a5 5 0 0 1 5-1.3M12 18.5v.3'
} as const;
export type IconName = keyof typeof ICONS;
