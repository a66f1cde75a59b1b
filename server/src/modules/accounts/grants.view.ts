import { ROLE_LABELS, type Role } from '@linli/shared/accounts';
import type { GrantView } from '@linli/shared/accounts.dto';

export interface GrantRow {
  id: string;
  phone: string | null;
  name: string;
  person_id: string | null;
  role: Role;
  area_code: string;
  team_id: string | null;
  team_name: string | null;
  unit_id: string | null;
  unit_name: string | null;
  shop_id: string | null;
  shop_name: string | null;
  lead: boolean;
  from_day: string;
  to_day: string | null;
  granted_by: string | null;
  request_hash: string;
  ended_at: Date | null;
}

export function grantView(row: GrantRow, areaName: string, today: string): GrantView {
  return {
    id: row.id,
    role: row.role,
    roleLabel: ROLE_LABELS[row.role],
    areaCode: row.area_code,
    areaName,
    teamId: row.team_id,
    teamName: row.team_name,
    unitId: row.unit_id,
    unitName: row.unit_name,
    shopId: row.shop_id,
    shopName: row.shop_name,
    lead: row.lead,
    from: row.from_day,
    to: row.to_day,
    revokedAt: row.ended_at?.toISOString() ?? null,
    active: !row.ended_at && row.from_day <= today && (row.to_day === null || row.to_day >= today),
  };
}
