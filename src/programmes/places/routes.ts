/** One line an address. */
import type { Route } from '#platform/http';

export const placesRoutes: Route[] = [];
