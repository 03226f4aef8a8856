import type { z } from 'zod';
import type { casePlacesSchema } from '$lib/domain/api/case-places';

/** Where the cases of a filter are, as the interface tells it. */
export type Places = z.infer<typeof casePlacesSchema>;
export type Place = Places['places'][number];
export type PlaceClass = Places['classes'][number];
