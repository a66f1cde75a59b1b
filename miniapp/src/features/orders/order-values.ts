import { PHONE_PATTERN } from '@linli/shared/accounts';
import type { Position } from '@linli/shared/areas';
import type { ElderView } from '@linli/shared/elders.dto';
import type { OrderDraftView } from '@linli/shared/orders.dto';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';
import type { OrderDraft } from '@/lib/order-draft';
import { minutesOfDay, momentOf } from '@/lib/slots';

/** What the form shows: what was entered, else last time's, else what the elder's profile says. */
export interface OrderValues {
  elderId: string | null;
  address: string;
  position: Position | null;
  remark: string;
  contactName: string;
  contactPhone: string;
  headcount: number;
  startAt: number | null;
}

type ElderPart = Pick<ElderView, 'id' | 'address' | 'position'>;

/** For whom: chosen here, else as last time, else oneself (the own profile where there is one). Nobody to whom the bond has ended. */
export function elderOf(
  draft: Pick<OrderDraft, 'elderId'>,
  lastElderId: string | null,
  elders: readonly Pick<ElderView, 'id' | 'self'>[],
): string | null {
  const wanted = draft.elderId === undefined ? lastElderId : draft.elderId;
  return elders.find((e) => e.id === wanted)?.id ?? elders.find((e) => e.self)?.id ?? null;
}

export function valuesOf(
  draft: OrderDraft,
  item: MenuItemView,
  elder: ElderPart | undefined,
  last: OrderDraftView | undefined,
  now: number,
): OrderValues {
  const elderId = elder?.id ?? null;
  // last time's address belongs to last time's person
  const same = last && last.elderId === elderId ? last : undefined;
  const atHome = item.mode === 'home';
  // an address typed anew leaves the old pin behind
  const moved = draft.address !== null && draft.address !== (same?.address ?? elder?.address);
  const open = draft.day !== null && draft.minute !== null && minutesOfDay(item, draft.day, now).includes(draft.minute);
  return {
    elderId,
    address: draft.address ?? same?.address ?? (atHome ? (elder?.address ?? '') : ''),
    position: draft.position ?? (moved ? null : (same?.position ?? (atHome ? (elder?.position ?? null) : null))),
    remark: draft.remark ?? same?.remark ?? '',
    contactName: draft.contactName ?? same?.contactName ?? '',
    contactPhone: draft.contactPhone ?? same?.contactPhone ?? '',
    headcount: Math.min(item.maxPeople, Math.max(item.minPeople, draft.headcount ?? item.minPeople)),
    startAt: open ? momentOf(draft.day as string, draft.minute as number) : null,
  };
}

export interface Missing {
  time: string | null;
  address: string | null;
  phone: string | null;
  risk: string | null;
  first: string | null;
}

/** What is still missing, each with its sentence, in the order of the form. */
export function missing(values: OrderValues, item: MenuItemView, draft: Pick<OrderDraft, 'riskRead'>): Missing {
  const time = values.startAt === null ? '请选日期和时间' : null;
  const address =
    item.mode !== 'remote' && values.address.trim().length < 2
      ? item.mode === 'home'
        ? '请写上门的地址，写到门牌号'
        : '请写在哪里碰面'
      : null;
  const phone = values.contactPhone !== '' && !PHONE_PATTERN.test(values.contactPhone) ? '电话号码不对，请看一下' : null;
  const risk = item.riskNote && !draft.riskRead ? '请先读一下风险提示' : null;
  return { time, address, phone, risk, first: time ?? address ?? phone ?? risk };
}

/** The body of the creation: nothing that is empty, and the community only where no elder says it. */
export function bodyOf(values: OrderValues, item: MenuItemView, draft: OrderDraft, communityCode: string | undefined) {
  const remote = item.mode === 'remote';
  return {
    id: draft.id,
    itemCode: item.code,
    startAt: new Date(values.startAt ?? 0).toISOString(),
    ...(item.maxPeople > item.minPeople ? { headcount: values.headcount } : {}),
    ...(values.remark.trim() ? { remark: values.remark.trim() } : {}),
    ...(!remote && values.address.trim() ? { address: values.address.trim() } : {}),
    ...(!remote && values.position ? { position: values.position } : {}),
    ...(values.elderId ? { elderId: values.elderId } : communityCode ? { communityCode } : {}),
    ...(item.riskNote ? { riskRead: draft.riskRead } : {}),
    ...(values.contactName.trim() ? { contactName: values.contactName.trim() } : {}),
    ...(values.contactPhone ? { contactPhone: values.contactPhone } : {}),
  };
}
