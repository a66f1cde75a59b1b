import type { Point } from '@linli/shared/geo';
import exported from 'gcoord';

/** The package is CommonJS whose types speak of ES modules: what is imported is already its `default`. */
const gcoord = exported as unknown as typeof exported.default;

/** GPS chips and city surveys speak WGS-84 (CGCS2000 within centimetres), maps in China GCJ-02: 100 to 700 m apart. */
export const toGcj02 = ([lng, lat]: Point): Point => gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02);
