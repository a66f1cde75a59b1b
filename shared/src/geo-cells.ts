import type { Position } from './areas.js';
import { CHINA, METRES_PER_DEGREE, boundsAround, inChina, metresBetween } from './geo.js';

/**
 * The map cut into cells of 250 m: one whole number a cell (it fits a Postgres `integer`), so that “near a place” is a look-up in a btree.
 * Rows are counted from the south, columns from the west; a row's columns are as wide in degrees as 250 m are at its middle.
 */
export const CELL_METRES = 250;
const ROW_DEGREES = CELL_METRES / METRES_PER_DEGREE;
/** More than the columns of the widest row: 63° at 3° north. */
const COLUMNS = 28_100;

const columnDegrees = (row: number): number => ROW_DEGREES / Math.cos(((CHINA.south + (row + 0.5) * ROW_DEGREES) * Math.PI) / 180);
const rowOf = (lat: number): number => Math.floor((lat - CHINA.south) / ROW_DEGREES);
const columnOf = (row: number, lng: number): number => Math.floor((lng - CHINA.west) / columnDegrees(row));

/** null outside China's range. */
export function cellOf(position: Position): number | null {
  if (!inChina(position)) return null;
  const row = rowOf(position.lat);
  return row * COLUMNS + columnOf(row, position.lng);
}

/** The cell's south-west corner and the sides in degrees: the reverse of `cellOf`. */
export function cellBounds(cell: number): { west: number; south: number; east: number; north: number } {
  const row = Math.floor(cell / COLUMNS);
  const west = CHINA.west + (cell % COLUMNS) * columnDegrees(row);
  const south = CHINA.south + row * ROW_DEGREES;
  return { west, south, east: west + columnDegrees(row), north: south + ROW_DEGREES };
}

/** Every cell a circle touches, in rising order; empty outside China's range. */
export function cellsAround(position: Position, metres: number): number[] {
  if (!inChina(position)) return [];
  const box = boundsAround(position, metres);
  const cells: number[] = [];
  for (let row = Math.max(0, rowOf(box.south)); row <= rowOf(Math.min(box.north, CHINA.north)); row++)
    for (let column = Math.max(0, columnOf(row, box.west)); column <= columnOf(row, Math.min(box.east, CHINA.east)); column++)
      cells.push(row * COLUMNS + column);
  return cells.filter((cell) => touches(cell, position, metres));
}

function touches(cell: number, { lng, lat }: Position, metres: number): boolean {
  const { west, south, east, north } = cellBounds(cell);
  const nearest = { lng: Math.min(east, Math.max(west, lng)), lat: Math.min(north, Math.max(south, lat)) };
  // a metre of slack: the flat cell and the round earth differ by less
  return metresBetween({ lng, lat }, nearest) <= metres + 1;
}
