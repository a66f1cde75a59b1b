import { Injectable } from '@nestjs/common';
import type { FileView } from '@linli/shared/files.dto';
import type { WishContactView, WishProofView, WishView } from '@linli/shared/wishes.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { forbidden, notFound } from '../../common/errors.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { FilesService } from '../files/files.service.js';
import { ThanksService } from '../timebank/earning/thanks.service.js';
import { contactOf, unitRows } from './units.queries.js';
import { WishEntity } from './wish.entity.js';
import { areaOf, canSee, holdsClaim, isAuthor, isDesk, looksAsAuditor, maySeeContact, seesOriginal, unitsOf } from './wishes.policy.js';
import { WishSettings } from './wishes.settings.js';
import { type EventRow, type Reader, timeline } from './wishes.timeline.js';
import { type Words, wishView } from './wishes.view.js';

interface WordsRow extends Words {
  contactName: string | null;
  contactPhone: string | null;
}
const WORDS = `select title, detail, contact_name as "contactName", contact_phone as "contactPhone", address, public_title as "publicTitle",
  public_text as "publicText", thanks from wish_words where wish_id = $1`;
const HISTORY = `
  select id::text as id, at, action, actor_role as "actorRole", data
    from events where subject_type = 'wish' and subject_id = $1 and outcome = 'done' order by events.id`;

/** One wish for one caller. */
@Injectable()
export class WishReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly settings: WishSettings,
    private readonly thanks: ThanksService,
  ) {}

  /** @throws 404 unless it stands on a board or concerns the caller. An auditor's look is recorded. */
  async one(actor: Actor, id: string): Promise<WishView> {
    const tx = this.dataSource.manager;
    const wish = await this.visible(tx, actor, id);
    if (looksAsAuditor(actor, wish)) await this.look(actor, wish, 'wish');
    return this.view(tx, wish, actor);
  }

  /** Who wishes, how to reach them, in their own words. The look is recorded, a refused one too. */
  async contact(actor: Actor, id: string): Promise<WishContactView> {
    const tx = this.dataSource.manager;
    const wish = await this.visible(tx, actor, id);
    if (!maySeeContact(actor, wish)) {
      await this.events.refused({ subject: ['wish', id], action: 'look', actor, areaCode: areaOf(wish) });
      throw forbidden('认领之后、核实之前，才能看到联系方式。');
    }
    await this.look(actor, wish, 'contact');
    const words = await this.words(tx, id);
    const person = await contactOf(tx, wish.wisherId);
    return {
      name: words.contactName ?? person.name,
      phone: words.contactPhone ?? person.phone,
      address: words.address,
      title: words.title ?? '',
      detail: words.detail,
    };
  }

  async view(tx: EntityManager, wish: WishEntity, actor: Actor): Promise<WishView> {
    const words = await this.words(tx, wish.id);
    const happened = await tx.query<EventRow[]>(HISTORY, [wish.id]);
    const notes = await tx.query<{ eventId: string; kind: string; text: string }[]>(
      `select event_id::text as "eventId", kind, text from wish_notes where wish_id = $1 order by event_id`,
      [wish.id],
    );
    const photos = await this.photos(tx, wish.id);
    const speaksFor = unitsOf(actor, wish.districtCode);
    const named = happened.flatMap(({ data }) => (typeof data.unitId === 'string' ? [data.unitId] : []));
    const units = await unitRows(tx, [...new Set([...speaksFor, ...named])]);
    const byEvent = new Map(notes.map(({ eventId, text }) => [eventId, text]));
    return wishView(
      actor,
      wish,
      {
        words,
        areaText: await this.areas.pathText(tx, wish.communityCode ?? wish.streetCode),
        unitName: (wish.claimUnitId && units.get(wish.claimUnitId)?.name) || null,
        latest: new Map(notes.map(({ kind, text }) => [kind, text])),
        proof: proofOf(wish, happened, byEvent, photos),
        timeline: timeline({
          events: happened,
          notes: byEvent,
          photos,
          units: new Map([...units].map(([id, { name }]) => [id, name])),
          reader: readerOf(actor, wish),
        }),
        units: speaksFor.flatMap((id) => units.get(id) ?? []).filter(({ retired }) => !retired),
        microMaxYuan: (await this.settings.of(tx, areaOf(wish))).microMaxYuan,
        thanks: wish.state === 'fulfilled' ? await this.thanks.of(tx, 'wish', wish.id, actor.personId) : null,
      },
      this.clock.now(),
    );
  }

  private async visible(tx: EntityManager, actor: Actor, id: string): Promise<WishEntity> {
    const wish = await tx.findOneBy(WishEntity, { id });
    if (!wish || !canSee(actor, wish)) throw notFound();
    return wish;
  }

  private async words(tx: EntityManager, id: string): Promise<WordsRow> {
    const [row] = await tx.query<WordsRow[]>(WORDS, [id]);
    if (!row) throw notFound();
    return row;
  }

  /** Event id → its photos. */
  private async photos(tx: EntityManager, id: string): Promise<Map<string, FileView[]>> {
    const rows = await tx.query<{ eventId: string; fileId: string }[]>(
      `select event_id::text as "eventId", file_id as "fileId" from wish_photos where wish_id = $1 order by event_id, position`,
      [id],
    );
    const files = await this.files.views(
      tx,
      rows.map(({ fileId }) => fileId),
    );
    const byEvent = new Map<string, FileView[]>();
    for (const { eventId, fileId } of rows) {
      const file = files.get(fileId);
      if (file) byEvent.set(eventId, [...(byEvent.get(eventId) ?? []), file]);
    }
    return byEvent;
  }

  private look(actor: Actor, wish: WishEntity, field: string): Promise<void> {
    return this.events.look(null, { personId: actor.personId, subject: ['wish', wish.id], field, areaCode: areaOf(wish) });
  }
}

function readerOf(actor: Actor, wish: WishEntity): Reader {
  if (isDesk(actor, wish)) return 'desk';
  if (isAuthor(actor, wish)) return 'author';
  if (holdsClaim(actor, wish)) return 'claimer';
  return seesOriginal(actor, wish) ? 'desk' : 'public';
}

/** The newest delivery of the claim in hand. */
function proofOf(
  { state, deliveredAt }: WishEntity,
  happened: readonly EventRow[],
  notes: ReadonlyMap<string, string>,
  photos: ReadonlyMap<string, FileView[]>,
): WishProofView | null {
  if (state !== 'delivered' && state !== 'fulfilled') return null;
  const last = happened.filter(({ action }) => action === 'deliver').at(-1);
  if (!last || !deliveredAt) return null;
  return { note: notes.get(last.id) ?? '', at: deliveredAt.toISOString(), photos: photos.get(last.id) ?? [] };
}
