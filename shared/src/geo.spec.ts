import fc from 'fast-check';
import { boundsAround, boundsOf, growBounds, inBounds, inChina, metresBetween, type Point, type Shape } from './geo.js';
import { cellBounds, cellOf, cellsAround } from './geo-cells.js';
import { centreOf, insidePolygon, insideRing, metresToShape, shapesOverlap, withinMetres } from './geo-shapes.js';
import { MAX_SHAPE_POINTS, readShape, roundShape, toGeometry } from './geojson.js';

const rectangle = (west: number, south: number, east: number, north: number): Point[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const yard: Shape = [[rectangle(111.3, 23.4, 111.31, 23.41)]];
const ringShaped: Shape = [[rectangle(111.3, 23.4, 111.31, 23.41), rectangle(111.304, 23.404, 111.306, 23.406)]];
const anywhere = fc.record({ lng: fc.double({ min: 73, max: 136, noNaN: true }), lat: fc.double({ min: 3, max: 54, noNaN: true }) });

describe('metres', () => {
  it('measures a known stretch: one degree of latitude is 111.2 km', () => {
    expect(metresBetween({ lng: 111, lat: 23 }, { lng: 111, lat: 24 })).toBeCloseTo(111_195, -1);
  });
  it('shortens longitude towards the pole', () => {
    expect(metresBetween({ lng: 111, lat: 60 }, { lng: 112, lat: 60 })).toBeCloseTo(111_195 * 0.5, -2);
  });
  it('is nothing from a place to itself, and the same both ways', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        expect(metresBetween(a, a)).toBe(0);
        expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 4);
      }),
    );
  });
  it('grows a box so that every point of the circle is in it', () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.double({ min: 1, max: 2000, noNaN: true }),
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        (p, metres, turn) => {
          const box = boundsAround(p, metres);
          const north = (metres * Math.cos(turn)) / 111_320;
          const east = (metres * Math.sin(turn)) / (111_320 * Math.cos((p.lat * Math.PI) / 180));
          expect(inBounds(box, { lng: p.lng + east, lat: p.lat + north })).toBe(true);
        },
      ),
    );
    expect(growBounds(boundsOf(yard), 100).west).toBeLessThan(111.3);
  });
  it.each([
    [{ lng: 111.3, lat: 23.4 }, true],
    [{ lng: 23.4, lat: 111.3 }, false],
    [{ lng: 0, lat: 0 }, false],
    [{ lng: Number.NaN, lat: 23 }, false],
    [{ lng: Infinity, lat: 23 }, false],
  ])('%j in China: %s', (position, expected) => expect(inChina(position)).toBe(expected));
});

describe('shapes', () => {
  it.each([
    ['the middle', 111.305, 23.402, true],
    ['outside', 111.32, 23.402, false],
    ['on the side', 111.3, 23.405, true],
    ['on a corner', 111.31, 23.41, true],
    ['in the hole', 111.305, 23.405, false],
    ['on the edge of the hole', 111.304, 23.405, true],
  ])('%s', (_, lng, lat, expected) => expect(insidePolygon({ lng, lat }, ringShaped[0] ?? [])).toBe(expected));

  it('finds a U-shaped yard open at the top', () => {
    const u: Point[] = [
      [0, 0],
      [3, 0],
      [3, 3],
      [2, 3],
      [2, 1],
      [1, 1],
      [1, 3],
      [0, 3],
      [0, 0],
    ];
    expect(insideRing({ lng: 1.5, lat: 2 }, u)).toBe(false);
    expect(insideRing({ lng: 0.5, lat: 2 }, u)).toBe(true);
    expect(insidePolygon(centreOf([[u]]), [u])).toBe(true);
  });
  it('gives metres to the nearest side, 0 inside, from a hole the way to its edge', () => {
    expect(metresToShape({ lng: 111.305, lat: 23.402 }, ringShaped)).toBe(0);
    expect(metresToShape({ lng: 111.305, lat: 23.4 - 30 / 111_195 }, yard)).toBeCloseTo(30, 1);
    expect(metresToShape({ lng: 111.305, lat: 23.405 }, ringShaped)).toBeCloseTo(102, 0);
    expect(metresToShape({ lng: 111.31 + 0.001, lat: 23.41 + 0.001 }, yard)).toBeCloseTo(
      metresBetween({ lng: 111.311, lat: 23.411 }, { lng: 111.31, lat: 23.41 }),
      0,
    );
    expect(metresToShape({ lng: 111, lat: 23 }, [])).toBe(Infinity);
  });
  it('counts 50 m outside as within 50 m, one more not', () => {
    const south = (metres: number) => ({ lng: 111.305, lat: 23.4 - metres / 111_195 });
    expect(withinMetres(south(49.9), yard, 50)).toBe(true);
    expect(withinMetres(south(51), yard, 50)).toBe(false);
    expect(withinMetres({ lng: 112, lat: 24 }, yard, 50)).toBe(false);
  });
  it('lets neighbours share a border and names those who overlap', () => {
    expect(shapesOverlap(yard, [[rectangle(111.31, 23.4, 111.32, 23.41)]])).toBe(false);
    expect(shapesOverlap(yard, [[rectangle(111.30995, 23.4, 111.32, 23.41)]])).toBe(false);
    expect(shapesOverlap(yard, [[rectangle(111.308, 23.4, 111.32, 23.41)]])).toBe(true);
    expect(shapesOverlap(yard, yard)).toBe(true);
    expect(shapesOverlap(yard, [[rectangle(111.303, 23.39, 111.307, 23.42)]])).toBe(true);
    expect(shapesOverlap(ringShaped, [[rectangle(111.304, 23.404, 111.306, 23.406)]])).toBe(false);
  });
});

describe('cells', () => {
  it('holds what it numbers, and fits an integer', () => {
    fc.assert(
      fc.property(anywhere, (p) => {
        const cell = cellOf(p) ?? -1;
        const box = cellBounds(cell);
        expect(cell).toBeGreaterThanOrEqual(0);
        expect(cell).toBeLessThan(2 ** 31);
        expect(inBounds({ west: box.west - 1e-9, south: box.south - 1e-9, east: box.east + 1e-9, north: box.north + 1e-9 }, p)).toBe(true);
      }),
    );
  });
  it('numbers no two cells alike', () => {
    const middle = (cell: number) => {
      const { west, south, east, north } = cellBounds(cell);
      return { lng: (west + east) / 2, lat: (south + north) / 2 };
    };
    const cells = cellsAround({ lng: 111.3, lat: 23.4 }, 3000);
    expect(new Set(cells).size).toBe(cells.length);
    for (const cell of cells) expect(cellOf(middle(cell))).toBe(cell);
  });
  it('misses no neighbour within the circle', () => {
    fc.assert(
      fc.property(anywhere, fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), (p, dx, dy) => {
        const q = { lng: p.lng + dx * 0.003, lat: p.lat + dy * 0.003 };
        const near = cellsAround(p, 200);
        expect(near.length).toBeLessThanOrEqual(12);
        const cell = cellOf(q);
        if (cell !== null && metresBetween(p, q) <= 200) expect(near).toContain(cell);
      }),
      { numRuns: 500 },
    );
  });
  it('has none at sea off Africa', () => {
    expect(cellOf({ lng: 0, lat: 0 })).toBeNull();
    expect(cellsAround({ lng: 0, lat: 0 }, 100)).toEqual([]);
  });
});

describe('GeoJSON', () => {
  const polygon = (ring: unknown) => ({ type: 'Polygon', coordinates: [ring] });
  const circle = Array.from({ length: MAX_SHAPE_POINTS }, (_, i) => [111 + Math.cos(i) / 100, 23 + Math.sin(i) / 100]);
  it.each([
    ['a point', { type: 'Point', coordinates: [111, 23] }, /不是面/],
    ['nothing', null, /不是面/],
    ['a word', 'Polygon', /不是面/],
    ['empty', { type: 'Polygon', coordinates: [] }, /没有边线/],
    [
      'a line of three',
      polygon([
        [111, 23],
        [112, 23],
        [111, 23],
      ]),
      /少于 4 个点/,
    ],
    ['open', polygon(rectangle(111, 23, 112, 24).slice(0, 4)), /没有闭合/],
    [
      'not numbers',
      polygon([
        ['111', 23],
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
      /不是数字/,
    ],
    ['turned round', polygon(rectangle(111, 23, 112, 24).map(([x, y]) => [y, x])), /写反/],
    ['abroad', polygon(rectangle(2, 48, 3, 49)), /不在国内/],
    [
      'flat',
      polygon([
        [111, 23],
        [112, 23],
        [113, 23],
        [111, 23],
      ]),
      /没有围住/,
    ],
    ['too fine', polygon([...circle, circle[0]]), /点太多/],
  ])('refuses %s', (_, geometry, sentence) => expect(readShape(geometry).problem).toMatch(sentence));

  it('reads one piece and several, and writes them back', () => {
    const { shape } = readShape({ type: 'MultiPolygon', coordinates: [...yard, ...ringShaped] });
    expect(shape).toHaveLength(2);
    expect(toGeometry(shape ?? [])).toEqual({ type: 'MultiPolygon', coordinates: [...yard, ...ringShaped] });
    expect(toGeometry(yard).type).toBe('Polygon');
    expect(
      roundShape([
        [
          [
            [111.12345678, 23.1],
            [1, 2],
            [3, 4],
            [111.12345678, 23.1],
          ],
        ],
      ])[0]?.[0]?.[0],
    ).toEqual([111.123457, 23.1]);
  });
});
