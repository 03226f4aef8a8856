/** A place that a row of the panel counts, to be shown on the map. */
export interface PlaceOnMap {
	position: [lng: number, lat: number];
	name: string;
	/** Code of its type, where it is a facility. */
	facility?: string;
}
