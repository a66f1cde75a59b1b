import type { MenuSlot } from '@linli/shared/menu';
import type { Server, ServiceCategory, ServiceMode, ServiceRisk } from '@linli/shared/orders';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The shipped catalogue. Nobody edits it: what a community wants otherwise is a setting. */
@Entity('service_items')
@Check('service_items_code', `code ~ '^S[0-9]{4}$'`)
@Check('service_items_served_by', 'cardinality(served_by) > 0')
@Check('service_items_mode', `mode in ('home', 'out', 'site', 'remote')`)
@Check('service_items_risk', `risk in ('low', 'mid', 'high')`)
@Check('service_items_people', 'min_people between 1 and max_people and max_people <= 200')
@Check('service_items_minutes', 'minutes between 5 and 480')
export class ServiceItemEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'service_items_pkey' }) code: string;
  @Column('text') category: ServiceCategory;
  @Column('text') name: string;
  @Column('text') slug: string;
  @Column('tsvector') search: string;
  @Column('integer') minutes: number;
  @Column('text', { name: 'served_by', array: true }) servedBy: Server[];
  @Column('text', { nullable: true }) qualification: string | null;
  @Column('text', { name: 'qualification_code', nullable: true }) qualificationCode: string | null;
  @Column('boolean', { name: 'two_person_rule' }) twoPersonRule: boolean;
  @Column('text') mode: ServiceMode;
  @Column('text', { array: true }) recipients: string[];
  @Column('text') risk: ServiceRisk;
  @Column('text', { name: 'risk_note', nullable: true }) riskNote: string | null;
  @Column('boolean', { name: 'insurance_required' }) insuranceRequired: boolean;
  @Column('boolean', { name: 'needs_review' }) needsReview: boolean;
  @Column('integer', { name: 'notice_hours' }) noticeHours: number;
  @Column('integer', { name: 'radius_metres', nullable: true }) radiusMetres: number | null;
  @Column('integer', { name: 'min_people' }) minPeople: number;
  @Column('integer', { name: 'max_people' }) maxPeople: number;
  @Column('boolean', { name: 'at_place' }) atPlace: boolean;
  @Column('integer', { array: true }) weekdays: number[];
  @Column('jsonb') slots: MenuSlot[];
  @Column('integer', { name: 'points_coefficient' }) pointsCoefficient: number;
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt: Date;
}

/** What a district, street or community wants otherwise: null is taken from above, in the end from the catalogue. */
@Entity('service_settings')
@Check('service_settings_level', 'length(area_code) in (6, 9, 12)')
@Check('service_settings_minutes', 'minutes between 5 and 480')
@Check('service_settings_notice', 'notice_hours between 0 and 168')
@Check('service_settings_radius', 'radius_metres between 200 and 20000')
@Check('service_settings_people', 'max_people between 1 and 200')
export class ServiceSettingEntity {
  @PrimaryColumn('text', { name: 'area_code', primaryKeyConstraintName: 'service_settings_pkey' }) areaCode: string;
  @PrimaryColumn('text', { name: 'item_code', primaryKeyConstraintName: 'service_settings_pkey' }) itemCode: string;
  @Column('boolean', { nullable: true }) enabled: boolean | null;
  @Column('integer', { nullable: true }) minutes: number | null;
  @Column('integer', { name: 'notice_hours', nullable: true }) noticeHours: number | null;
  @Column('integer', { name: 'radius_metres', nullable: true }) radiusMetres: number | null;
  @Column('integer', { name: 'max_people', nullable: true }) maxPeople: number | null;
  @Column('boolean', { name: 'needs_review', nullable: true }) needsReview: boolean | null;
  @Column('boolean', { name: 'open_to_neighbours', nullable: true }) openToNeighbours: boolean | null;
  @Column('text', { nullable: true }) description: string | null;
  @Column('integer', { array: true, nullable: true }) weekdays: number[] | null;
  @Column('jsonb', { nullable: true }) slots: MenuSlot[] | null;
  @Column('uuid', { name: 'updated_by' }) updatedBy: string;
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt: Date;
}

/** Why a setting was changed: words stay out of events. */
@Entity('service_setting_notes')
export class ServiceSettingNoteEntity {
  @PrimaryColumn('bigint', { name: 'event_id', primaryKeyConstraintName: 'service_setting_notes_pkey' }) eventId: string;
  @Column('text') reason: string;
}
