/*
 * Routes, under /api/v1
 * areas     GET /areas?parent=<code> (children; no parent = districts) · GET /areas/:code · GET /areas/:code/shapes (GeoJSON of it and the level below) · GET /areas/locate?lng&lat → PlaceView ·
 *           GET /areas/search?q · POST /areas · PATCH /areas/:code · POST /areas/:code/retire · POST /areas/import · POST /areas/shapes · PUT /areas/:code/level-labels
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
  MaxLength,
  Min,
} from 'class-validator';
import { AREA_CODE_PATTERN, AREA_LEVELS, AREA_NAME_MAX, AREA_SHORT_CODE_PATTERN, type AreaLevel, type LocateWay } from './areas.js';

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
  @Type(() => LevelLabelDto)
  labels: LevelLabelDto[];
}

/** Polygons as GeoJSON FeatureCollection; each feature's properties.code names its area. */
export class ImportShapesDto {
  @IsObject()
  geojson: Record<string, unknown>;

  /** what the coordinates are; WGS-84 and CGCS2000 are converted once */
  @IsIn(['wgs84', 'gcj02'])
  coordinates: 'wgs84' | 'gcj02';

  /** true: say what would happen, change nothing */
  @IsBoolean()
  dryRun: boolean;
}

export class ImportAreasDto {
  /** code,name[,shortCode] rows */
  @IsArray()
  @ArrayMaxSize(3000)
  @Type(() => CreateAreaDto)
  rows: CreateAreaDto[];

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
}
export class ImportResult {
  dryRun: boolean;
  accepted: number;
  problems: ImportProblem[];
}

export class LocateQuery extends PositionDto {}

export class AreaSearchQuery {
  @IsString()
  @Length(1, 20)
  q: string;

  @IsOptional()
  @IsString()
  @MaxLength(18)
  within?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit?: number;
}
