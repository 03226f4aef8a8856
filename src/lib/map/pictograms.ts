/**
 * Pictograms of facilities, drawn for this product on a field of 24 x 24: strokes of 1.9, and shapes to fill. Names are
 * those in facility_type.icon.
 */
export interface Pictogram {
	stroke?: string;
	fill?: string;
	/** Letters in place of a drawing. */
	text?: string;
	/** Width of the stroke, where it is not 1.9. */
	width?: number;
}

/** The plate that a pictogram lies on, with a rim around it: insets and radii on the field of 24; the drawing is made smaller. */
export const PLATE = {
	field: 24,
	rim: { inset: 1, radius: 6 },
	ground: { inset: 2.2, radius: 5 },
	ink: '#ffffff',
	scale: 0.66,
	/** Made smaller, lines need to be a little thicker. */
	thicker: 1.15,
	width: 1.9,
	font: '700 10px sans-serif'
} as const;

export const PICTOGRAMS: Readonly<Record<string, Pictogram>> = {
	elderly: {
		stroke:
			'M10.4 9L9 14.2l2.4 2.6V21M9 14.2L6.6 21M10.4 9.6l4.2 3M17 12.4V21M14.4 12.6a1.6 1.6 0 0 1 2.6-.2',
		fill: 'M10.6 2.8a2.3 2.3 0 1 0 .01 0z'
	},
	kindergarten: { stroke: 'M3.8 13h7.4v7.2H3.8zM12.8 13h7.4v7.2h-7.4zM8.3 4h7.4v7.2H8.3z' },
	service: {
		stroke: 'M3.5 11.5L12 4l8.5 7.5M5.5 10v10h13V10',
		fill: 'M12 18l-3.3-3.2a2 2 0 0 1 3.3-2.2a2 2 0 0 1 3.3 2.2z'
	},
	health: { stroke: 'M12 5v14M5 12h14', width: 4.6 },
	fitness: { stroke: 'M3.6 9.5v5M6.8 7v10M17.2 7v10M20.4 9.5v5M6.8 12h10.4', width: 2.3 },
	culture: {
		stroke: 'M9.4 17.6V6.2L19 4.2v11.2',
		fill: 'M7 15.2a2.5 2.5 0 1 0 .01 0zM16.6 13a2.5 2.5 0 1 0 .01 0z'
	},
	school: { stroke: 'M2.6 9.4L12 5l9.4 4.4L12 13.8zM6.6 11.6v4.6c2.8 2.6 8 2.6 10.8 0v-4.6M21.4 9.4V15' },
	market: { stroke: 'M3.4 10.4h17.2L18.6 19H5.4zM8 10.4l2.8-6M16 10.4l-2.8-6M10 13.6v2.6M14 13.6v2.6' },
	office: {
		stroke: 'M5.5 20.4V4.4h13v16M3.6 20.4h16.8M9 8.4h1.6M13.4 8.4H15M9 12.2h1.6M13.4 12.2H15M12 20v-4'
	},
	police: {
		stroke: 'M12 3.4l7.2 2.8v5.6c0 4.6-3 7.4-7.2 9c-4.2-1.6-7.2-4.4-7.2-9V6.2zM8.8 11.8l2.4 2.4l4.2-4.4'
	},
	sports: {
		stroke:
			'M12 3.8a8.2 8.2 0 1 0 .01 0zM12 3.8v16.4M3.8 12h16.4M6.4 6c3.4 3.2 3.4 8.8 0 12M17.6 6c-3.4 3.2-3.4 8.8 0 12',
		width: 1.6
	},
	toilet: { text: 'WC' },
	waste: { stroke: 'M4.6 7.2h14.8M9.8 4.2h4.4M6.8 7.2l1 13h8.4l1-13M10.4 11v5.6M13.6 11v5.6' },
	bus: {
		stroke: 'M5 4.6h14v12.6H5zM5 11.4h14M7.6 17.4v2.6M16.4 17.4v2.6',
		fill: 'M8.2 13.2a1.1 1.1 0 1 0 .01 0zM15.8 13.2a1.1 1.1 0 1 0 .01 0z'
	},
	shop: {
		stroke:
			'M5.6 4.2h12.8l2 5c0 2.6-4 2.6-4.2 0c0 2.6-4.2 2.6-4.2 0c0 2.6-4.2 2.6-4.2 0c-.2 2.6-4.2 2.6-4.2 0zM5.6 12.4v7.8h12.8v-7.8',
		width: 1.7
	},
	canteen: {
		stroke: 'M3.4 11.4h17.2c0 4-2.4 6.8-5.4 8.2H8.8c-3-1.4-5.4-4.2-5.4-8.2zM12.4 8.4l4.4-5M16 8.8l4.6-4'
	},
	playground: { stroke: 'M3.6 20.4L8.4 4.6l4.8 15.8M8.4 4.6h12M16 4.6v9.2M19.6 4.6v9.2M15 13.8h5.6' },
	park: { stroke: 'M12 21v-9.6M12 15.6a6 6 0 1 1 .01 0zM12 12.4l2.8-2.4' },
	other: { fill: 'M12 8a4 4 0 1 0 .01 0z' }
};
