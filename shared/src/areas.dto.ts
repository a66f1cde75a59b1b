/*
 * Routes, under /api/v1
 * areas     GET /areas?parent=<code>&retired (children; no parent = districts) → AreaView[] · GET /areas/:code → AreaPathView · GET /areas/search?q&within&level → AreaView[] ·
 *           GET /areas/:code/shapes?level (GeoJSON of it and the level below, or the one named; ETag) · GET /areas/locate?lng&lat → PlaceView, 422 `outside` · GET /areas/:code/level-labels → LevelLabelDto[]
 *           administrators, in their area and below: POST /areas · PATCH /areas/:code · POST /areas/:code/retire · POST /areas/:code/redraw · POST /areas/import · POST /areas/shapes ·
 *           PUT /areas/:code/level-labels (code of a district)
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  AREA_CODE_PATTERN,
  AREA_LEVELS,
  AREA_NAME_MAX,
  AREA_SHORT_CODE_PATTERN,
  type AreaLevel,
  IMPORT_AREAS_MAX,
  type LocateWay,
  SHAPE_COORDINATES,
  type ShapeCoordinates,
} from './areas.js';
import { PageQuery } from './page.dto.js';

/** GCJ-02 degrees; what lies outside China's box is refused. */
export class PositionDto {
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(72)
  @Max(138)
  lng: number;

  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(56)
  lat: number;
}

/** A list that may be asked for from where somebody stands: GCJ-02 degrees. */
export class NearQuery extends PageQuery {
  /** with lat: distances, and the nearest first */
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(72)
  @Max(138)
  lng?: number;

  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(56)
  lat?: number;
}

export class AreaView {
  code: string;
  level: AreaLevel;
  name: string;
  /** the level's name in this district, e.g. 网格 */
  levelLabel: string;
  parentCode: string | null;
  /** has a polygon */
  mapped: boolean;
  /** GCJ-02, middle of its shape, null when it has none */
  centre: PositionDto | null;
  retired: boolean;
  /** letters of the case number (streets) */
  shortCode: string | null;
}

/** An area with what stands above it, the district first. */
export class AreaPathView extends AreaView {
  path: AreaView[];
}

export class ChildrenQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  parent?: string;

  /** true: those no longer used, too (administration) */
  @IsOptional()
  @IsIn(['true', 'false'])
  retired?: 'true' | 'false';
}

/** What a position or a code stands for, from the district down. */
export class PlaceView {
  districtCode: string;
  streetCode: string;
  communityCode: string | null;
  gridCode: string | null;
  how: LocateWay;
  /** 滨江街道 · 万福社区 · 第三网格 */
  text: string;
  /** nearest named place within 150 m, e.g. 菜市口 */
  nearby: string | null;
}

export class CreateAreaDto {
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  code: string;

  @IsString()
  @Length(1, AREA_NAME_MAX)
  name: string;

  @IsOptional()
  @IsString()
  @Matches(AREA_SHORT_CODE_PATTERN)
  shortCode?: string;

  /** place among its sisters; those with the same stand in the order of their codes */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  sort?: number;
}

export class UpdateAreaDto {
  @IsOptional()
  @IsString()
  @Length(1, AREA_NAME_MAX)
  name?: string;

  @IsOptional()
  @IsString()
  @Matches(AREA_SHORT_CODE_PATTERN)
  shortCode?: string;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  sort?: number;
}

/** A redrawn area is a new one: the old code is retired and never used again, old matters keep it. */
export class RedrawAreaDto {
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  newCode: string;

  @IsString()
  @Length(1, AREA_NAME_MAX)
  name: string;

  /** GeoJSON Polygon or MultiPolygon; without it the old shape is taken over */
  @IsOptional()
  @IsObject()
  geometry?: Record<string, unknown>;

  @IsOptional()
  @IsIn(SHAPE_COORDINATES)
  coordinates?: ShapeCoordinates;
}

/** Editable names of the levels of one district. */
export class LevelLabelDto {
  @IsIn(AREA_LEVELS)
  level: AreaLevel;

  @IsString()
  @Length(1, 10)
  label: string;
}
export class UpdateLevelLabelsDto {
  @IsArray()
  @ArrayMaxSize(5)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LevelLabelDto)
  labels: LevelLabelDto[];
}

/** A GeoJSON FeatureCollection: polygons whose properties.code names their area, points whose properties.name is a named place. */
export class ImportShapesDto {
  @IsObject()
  geojson: Record<string, unknown>;

  /** what the coordinates are; WGS-84 and CGCS2000 are converted once */
  @IsIn(SHAPE_COORDINATES)
  coordinates: ShapeCoordinates;

  /** true: say what would happen, change nothing */
  @IsBoolean()
  dryRun: boolean;
}

/** Rows as they stand in the sheet; each bad cell is named in the answer instead of refusing the whole with one sentence. */
export class ImportAreasDto {
  /** { code, name, level?, shortCode?, sort? }, all as text or numbers */
  @IsArray()
  @ArrayMaxSize(IMPORT_AREAS_MAX)
  @IsObject({ each: true })
  rows: Record<string, unknown>[];

  @IsBoolean()
  dryRun: boolean;
}

/** One bad cell or feature of an import. */
export class ImportProblem {
  /** 1-based row, or the feature's place in the file */
  row: number;
  /** column or property */
  field: string;
  sentence: string;
  /** true: worth a look, but no obstacle */
  notice: boolean;
}
/** All or nothing: with a problem that is no notice, nothing was taken. */
export class ImportResult {
  dryRun: boolean;
  /** rows taken (in a dry run: that would be taken) */
  accepted: number;
  problems: ImportProblem[];
}

export class ShapesQuery {
  /** shapes of this level in the area, e.g. all grids of a district; without it the level below the area */
  @IsOptional()
  @IsIn(AREA_LEVELS)
  level?: AreaLevel;
}

export class LocateQuery extends PositionDto {}

export class AreaSearchQuery {
  @IsString()
  @Length(1, 20)
  q: string;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  within?: string;

  @IsOptional()
  @IsIn(AREA_LEVELS)
  level?: AreaLevel;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit?: number;
}
