import { declare } from "./declare.ts";
import { places } from "./scenarios/places.ts";

declare(places);
