import { searchDocument } from '@linli/shared/search';
import type { EntityManager } from 'typeorm';
import catalogue from '../../data/event-catalog.json' with { type: 'json' };

/** Enters the shipped catalogue; rows that are there stay as they were edited. */
export async function fillCatalogue(tx: EntityManager, now: Date): Promise<void> {
  const rows = catalogue.map((c) => ({
    code: c.code,
    kind: c.kind.toLowerCase(),
    mainClass: c.code.slice(0, 3),
    gbCode: c.gbCode,
    cjt214Code: c.cjt214Code,
    slug: c.slug,
    certainty: c.certainty,
    name: c.nameZh,
    search: searchDocument(c.nameZh, c.guidanceZh),
    deadlineType: c.deadline.type,
    deadlineValue: c.deadline.value,
    teamType: c.defaultUnit.toLowerCase(),
    priority: c.priority,
    residentMayReport: c.residentMayReport,
    confidential: c.confidential,
    photoRequired: c.photoRequired,
    guidance: c.guidanceZh,
    emergency: c.emergencyZh,
  }));
  await tx.query(
    `insert into report_categories (code, kind, main_class, gb_code, cjt214_code, slug, certainty, name, search, deadline_type,
         deadline_value, team_type, priority, resident_may_report, confidential, photo_required, guidance, emergency, updated_at)
       select c.code, c.kind, c."mainClass", c."gbCode", c."cjt214Code", c.slug, c.certainty, c.name, to_tsvector('simple', c.search),
         c."deadlineType", c."deadlineValue", c."teamType", c.priority, c."residentMayReport", c.confidential, c."photoRequired",
         c.guidance, c.emergency, $2
       from jsonb_to_recordset($1::jsonb) as c(code text, kind text, "mainClass" text, "gbCode" text, "cjt214Code" text, slug text,
         certainty text, name text, search text, "deadlineType" text, "deadlineValue" int, "teamType" text, priority text,
         "residentMayReport" boolean, confidential boolean, "photoRequired" boolean, guidance text, emergency text)
       on conflict (code) do nothing`,
    [JSON.stringify(rows), now],
  );
}
