/*
 * Routes, under /api/v1 (○ = open to everybody). Vouchers: rewards-vouchers.dto.ts.
 * mall      GET /rewards/mall/items ○ MallItemQuery → Page<MallItemView> · GET /rewards/mall/items/:id ○ → MallItemDetailView (obstacles for the caller) ·
 *           GET /rewards/mall/shops ○ MallQuery → Page<MallShopView> · GET /rewards/mall/shops/:id ○ → MallShopView
 * shops     GET /rewards/shops ShopQuery (dispatcher, auditor) → Page<ShopView> · GET /rewards/shops/mine (merchant) → ShopView[] ·
 *           POST /rewards/shops CreateShopDto · GET /rewards/shops/:id · PATCH /rewards/shops/:id UpdateShopDto · POST /rewards/shops/:id/pause · /resume · /close → ShopView
 * people    GET /rewards/shops/:id/people → ShopPersonView[] · POST /rewards/shops/:id/people GrantShopPersonDto · POST /rewards/shops/:id/people/:grantId/end → ShopPersonView
 * items     GET /rewards/shops/:id/items ShopItemQuery → Page<ShopItemView> · POST /rewards/items CreateShopItemDto · GET /rewards/items/:id · PATCH /rewards/items/:id UpdateShopItemDto ·
 *           POST /rewards/items/:id/put-on · /take-off · /stock ChangeStockDto → ShopItemView
 *
 * Shops are kept by the dispatcher of the community of the agreement; a merchant changes stock and on/off of the own shop's items. For anybody else they are 404 outside the mall.
 * Codes of refusals: not_now (409, with state) · stock_too_low (409) · stock_not_counted (409) · already_granted (409) · not_oneself (403) · outside (422) · photo_* of files
 * Events: subject `shop` (create, update, pause, resume, close, agreement_ending), `shop_item` (create, update, put_on, take_off, stock)
 */
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PERSON_NAME_MAX, PHONE_PATTERN } from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import { NearQuery, PositionDto } from './areas.dto.js';
import { FileView } from './files.dto.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import { PLACE_PHONE_PATTERN } from './places.js';
import {
  ITEM_ABOUT_MAX,
  ITEM_KINDS,
  ITEM_PICTURES_MAX,
  ITEM_POINTS_MAX,
  ITEM_STATES,
  ITEM_STOCK_MAX,
  ITEM_TITLE_MAX,
  type ItemAction,
  type ItemKind,
  type ItemState,
  MALL_ORDERS,
  type MallOrder,
  type RedeemObstacle,
  SHOP_ABOUT_MAX,
  SHOP_CATEGORIES,
  SHOP_HOURS_TEXT_MAX,
  SHOP_NAME_MAX,
  SHOP_PICTURES_MAX,
  SHOP_PLACE_TEXT_MAX,
  SHOP_STATES,
  type ShopAction,
  type ShopCategory,
  type ShopState,
  VOUCHER_DAYS_MAX,
} from './rewards.js';
import { STARS_MAX } from './timebank.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const toBoolean = Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
/** `null` is an answer of its own: no limit, not counted. */
const given = ValidateIf((_, value) => value !== undefined && value !== null);
const pointsMessage = { message: `积分为 1–${ITEM_POINTS_MAX} 的整数` };
const stockMessage = { message: `库存为 0–${ITEM_STOCK_MAX} 的整数` };

// ---- shops 爱心商家, as those who keep them see them

class ShopWordsDto {
  @IsOptional()
  @IsString()
  @MaxLength(SHOP_ABOUT_MAX)
  about?: string;

  /** empty: none */
  @IsOptional()
  @Matches(new RegExp(`^$|${PLACE_PHONE_PATTERN.source}`), { message: '请填固定电话或手机号' })
  phone?: string;

  @IsOptional()
  @IsString()
  @MaxLength(SHOP_HOURS_TEXT_MAX)
  hoursText?: string;

  /** in the order they are shown; the first is the shop's face */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(SHOP_PICTURES_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  fileIds?: string[];
}
export class CreateShopDto extends ShopWordsDto {
  @IsClientId()
  id: string;

  /** with whom the agreement is */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode: string;

  @IsString()
  @Length(2, SHOP_NAME_MAX, { message: `店名为 2–${SHOP_NAME_MAX} 个字` })
  name: string;

  @IsIn(SHOP_CATEGORIES)
  category: ShopCategory;

  @IsString()
  @Length(2, SHOP_PLACE_TEXT_MAX)
  placeText: string;

  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position: PositionDto;

  /** days in Asia/Shanghai, both included */
  @Matches(DAY)
  agreementFrom: string;

  @Matches(DAY)
  agreementTo: string;
}
export class UpdateShopDto extends ShopWordsDto {
  @IsOptional()
  @IsString()
  @Length(2, SHOP_NAME_MAX, { message: `店名为 2–${SHOP_NAME_MAX} 个字` })
  name?: string;

  @IsOptional()
  @IsIn(SHOP_CATEGORIES)
  category?: ShopCategory;

  @IsOptional()
  @IsString()
  @Length(2, SHOP_PLACE_TEXT_MAX)
  placeText?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  @IsOptional()
  @Matches(DAY)
  agreementFrom?: string;

  @IsOptional()
  @Matches(DAY)
  agreementTo?: string;
}
export class ShopQuery extends PageQuery {
  /** narrows the caller's own areas */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(SHOP_STATES)
  state?: ShopState;

  /** true: open or paused ones whose agreement ends within 30 days, or has ended */
  @IsOptional()
  @toBoolean
  @IsBoolean()
  ending?: boolean;

  /** part of the name */
  @IsOptional()
  @IsString()
  @Length(1, SHOP_NAME_MAX)
  q?: string;
}
export class ShopView {
  id: string;
  name: string;
  about: string;
  category: ShopCategory;
  categoryLabel: string;
  communityCode: string;
  communityName: string;
  placeText: string;
  position: PositionDto;
  phone: string | null;
  hoursText: string;
  agreementFrom: string;
  agreementTo: string;
  /** to the last day, that one included; 0 when it is over, null before it begins */
  agreementDaysLeft: number | null;
  /** within the warning, or over */
  agreementEnding: boolean;
  photos: FileView[];
  state: ShopState;
  stateLabel: string;
  closedAt: string | null;
  itemsOn: number;
  itemsOff: number;
  /** vouchers not used yet: closing gives them back */
  openVouchers: number;
  actions: ShopAction[];
}

// ---- its people: the role `merchant`

export class GrantShopPersonDto {
  @IsClientId()
  id: string;

  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;

  @IsString()
  @Length(1, PERSON_NAME_MAX)
  name: string;

  /** first day, Asia/Shanghai */
  @Matches(DAY)
  from: string;

  /** last day, or none */
  @IsOptional()
  @Matches(DAY)
  to?: string;
}
export class ShopPersonView {
  grantId: string;
  shopId: string;
  name: string;
  /** whole for the desk, masked for the others */
  phone: string;
  /** has signed in with this phone */
  joined: boolean;
  from: string;
  to: string | null;
  active: boolean;
  actions: 'end'[];
}

// ---- items

class ItemTermsDto {
  @IsOptional()
  @IsString()
  @MaxLength(ITEM_ABOUT_MAX)
  about?: string;

  /** vouchers of one person; null: no limit */
  @given
  @IsInt()
  @Min(1)
  @Max(999)
  perPerson?: number | null;

  @given
  @IsInt()
  @Min(1)
  @Max(999)
  perPersonMonth?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(STARS_MAX)
  starLeast?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(600_000)
  minutesLeast?: number;

  /** how long a voucher lives */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(VOUCHER_DAYS_MAX, { message: `兑换券有效期为 1–${VOUCHER_DAYS_MAX} 天` })
  validDays?: number;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ITEM_PICTURES_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  fileIds?: string[];
}
export class CreateShopItemDto extends ItemTermsDto {
  @IsClientId()
  id: string;

  @IsUUID()
  shopId: string;

  @IsIn(ITEM_KINDS)
  kind: ItemKind;

  @IsString()
  @Length(2, ITEM_TITLE_MAX, { message: `名称为 2–${ITEM_TITLE_MAX} 个字` })
  title: string;

  @IsInt(pointsMessage)
  @Min(1, pointsMessage)
  @Max(ITEM_POINTS_MAX, pointsMessage)
  points: number;

  /** null or none: not counted */
  @given
  @IsInt(stockMessage)
  @Min(0, stockMessage)
  @Max(ITEM_STOCK_MAX, stockMessage)
  stock?: number | null;

  /** on the shelf at once unless `off` */
  @IsOptional()
  @IsIn(ITEM_STATES)
  state?: ItemState;
}
/** Open vouchers stand as they were made, whatever changes here. */
export class UpdateShopItemDto extends ItemTermsDto {
  @IsOptional()
  @IsIn(ITEM_KINDS)
  kind?: ItemKind;

  @IsOptional()
  @IsString()
  @Length(2, ITEM_TITLE_MAX, { message: `名称为 2–${ITEM_TITLE_MAX} 个字` })
  title?: string;

  @IsOptional()
  @IsInt(pointsMessage)
  @Min(1, pointsMessage)
  @Max(ITEM_POINTS_MAX, pointsMessage)
  points?: number;
}
/** By a difference, since somebody may redeem at this very moment. */
export class ChangeStockDto {
  /** true: counted from now on, beginning with `change`; false: not counted any more */
  @IsOptional()
  @IsBoolean()
  counted?: boolean;

  @IsOptional()
  @IsInt({ message: '库存变化为整数' })
  @Min(-ITEM_STOCK_MAX)
  @Max(ITEM_STOCK_MAX)
  change?: number;
}
export class ShopItemQuery extends PageQuery {
  @IsOptional()
  @IsIn(ITEM_STATES)
  state?: ItemState;
}
export class ShopItemView {
  id: string;
  shopId: string;
  kind: ItemKind;
  kindLabel: string;
  title: string;
  about: string;
  points: number;
  stock: number | null;
  perPerson: number | null;
  perPersonMonth: number | null;
  starLeast: number;
  minutesLeast: number;
  validDays: number;
  photos: FileView[];
  state: ItemState;
  stateLabel: string;
  /** vouchers not used yet, and used ever */
  openVouchers: number;
  redeemed: number;
  actions: ItemAction[];
}

// ---- the mall: what everybody sees

export class MallQuery extends NearQuery {
  /** the district is shown; else that of one's own community */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(SHOP_CATEGORIES)
  category?: ShopCategory;

  @IsOptional()
  @IsString()
  @Length(1, ITEM_TITLE_MAX)
  q?: string;
}
export class MallItemQuery extends MallQuery {
  @IsOptional()
  @IsIn(ITEM_KINDS)
  kind?: ItemKind;

  @IsOptional()
  @IsUUID()
  shopId?: string;

  /** true: only what the caller's points reach for */
  @IsOptional()
  @toBoolean
  @IsBoolean()
  affordable?: boolean;

  /** `near` needs a position; without one `new` */
  @IsOptional()
  @IsIn(MALL_ORDERS)
  order?: MallOrder;
}
export class MallItemView {
  id: string;
  shopId: string;
  shopName: string;
  category: ShopCategory;
  kind: ItemKind;
  kindLabel: string;
  title: string;
  points: number;
  photo: FileView | null;
  soldOut: boolean;
  /** few are left; null: many, or not counted */
  left: number | null;
  /** of the shop, from the position asked with */
  distanceMetres: number | null;
  /** to reach it; 0: enough; null for guests */
  missingPoints: number | null;
}
export class MallShopView {
  id: string;
  name: string;
  about: string;
  category: ShopCategory;
  categoryLabel: string;
  communityName: string;
  placeText: string;
  position: PositionDto;
  phone: string | null;
  hoursText: string;
  photos: FileView[];
  items: number;
  /** of the cheapest item; null: it has none now */
  pointsFrom: number | null;
  /** paused, or outside its agreement: shown by its link, nothing can be redeemed */
  open: boolean;
  distanceMetres: number | null;
}
export class ObstacleView {
  code: RedeemObstacle;
  text: string;
}
export class MallItemDetailView extends MallItemView {
  about: string;
  photos: FileView[];
  /** 每人限兑 2 份 … */
  conditions: string[];
  validDays: number;
  /** to the end of which day a voucher made now could be used (Asia/Shanghai); null: none can be made, the shop's agreement is not in force */
  lastDay: string | null;
  /** the shop's agreement ends before the item's own days do */
  cutByAgreement: boolean;
  shop: MallShopView;
  /** what stands in the caller's way, the weightiest first; null for guests */
  obstacles: ObstacleView[] | null;
  /** the caller's free points; null for guests */
  freePoints: number | null;
}
