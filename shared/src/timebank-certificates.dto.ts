import { Equals, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { AREA_CODE_PATTERN } from './areas.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import {
  CERTIFICATE_CONTACT_MAX,
  CERTIFICATE_NOTE_MAX,
  CERTIFICATE_REASON_MAX,
  CERTIFICATE_REASON_MIN,
  CERTIFICATE_STATES,
  type CertificateAction,
  type CertificateState,
  PAPER_KINDS,
  PAPER_TAIL,
  type PaperKind,
} from './timebank-certificates.js';

/*
 * Routes, all under /api/v1 (○ = open to everybody):
 *
 *   GET  /certificates/start      CertificateStartView (where one may apply, what is known of one's paper)
 *   GET  /certificates/preview    CertificateSpanQuery → CertificatePreviewView
 *   GET  /certificates/mine       PageQuery → Page<CertificateView>
 *   GET  /certificates/desk       CertificateDeskQuery → Page<CertificateView> (dispatcher, auditor)
 *   POST /certificates            CreateCertificateDto → CertificateView
 *   GET  /certificates/:id        CertificateView
 *   GET  /certificates/:id/lines  PageQuery → Page<CertificateLineView> (before it is issued: what it would count)
 *   GET  /certificates/:id/pdf    application/pdf (recorded)
 *   POST /certificates/:id/<action>   withdraw {} · check CheckPaperDto · issue IssueCertificateDto · refuse, void CertificateReasonDto → CertificateView
 *   GET  /public/certificates/:number ○ PublicCertificateView
 */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = { message: '请选择日期' };

export class CertificateSpanQuery {
  @Matches(AREA_CODE_PATTERN, { message: '区划代码不对' })
  communityCode: string;

  @Matches(DAY, day)
  fromDay: string;

  @Matches(DAY, day)
  toDay: string;
}

export class CreateCertificateDto extends CertificateSpanQuery {
  @IsClientId()
  id: string;

  /** Asked the first time; sent again it replaces what was there, and the desk looks anew. */
  @IsOptional()
  @IsIn(PAPER_KINDS)
  paperKind?: PaperKind;

  @IsOptional()
  @IsString()
  @MaxLength(24)
  paperNumber?: string;

  /** What it is for. */
  @IsOptional()
  @IsString()
  @MaxLength(CERTIFICATE_NOTE_MAX)
  note?: string;
}

export class CertificateDeskQuery extends PageQuery {
  @IsOptional()
  @IsIn(CERTIFICATE_STATES)
  state?: CertificateState;

  @IsOptional()
  @Matches(AREA_CODE_PATTERN, { message: '区划代码不对' })
  areaCode?: string;
}

export class CheckPaperDto {
  /** The last characters, typed from the card in the hand. */
  @IsString()
  @Length(PAPER_TAIL, PAPER_TAIL, { message: `请输入证件号码的最后 ${PAPER_TAIL} 位` })
  tail: string;

  /** Name and number on the card are those of the application. */
  @Equals(true, { message: '请先核对证件原件' })
  documentSeen: boolean;
}

export class IssueCertificateDto {
  /** 负责人 */
  @IsString()
  @Length(2, 20, { message: '请填写负责人' })
  head: string;

  @IsString()
  @Length(3, CERTIFICATE_CONTACT_MAX, { message: '请填写联系方式' })
  contact: string;

  @IsOptional()
  @IsString()
  @MaxLength(CERTIFICATE_NOTE_MAX)
  remark?: string;
}

export class CertificateReasonDto {
  @IsString()
  @Length(CERTIFICATE_REASON_MIN, CERTIFICATE_REASON_MAX, {
    message: `请写明原因，${CERTIFICATE_REASON_MIN}–${CERTIFICATE_REASON_MAX} 个字`,
  })
  reason: string;
}

export class PaperView {
  kind: PaperKind;
  masked: string;
  checked: boolean;
}
export class CertificateIssuerView {
  communityCode: string;
  communityText: string;
  minutes: number;
  services: number;
  firstDay: string;
  lastDay: string;
}
export class CertificateStartView {
  /** Empty: to be filled in first, as it stands on the card. */
  name: string;
  paper: PaperView | null;
  issuers: CertificateIssuerView[];
}
export class CertificatePreviewView {
  minutes: number;
  services: number;
  /** Confirmed but still listed publicly: counts when that is over. */
  waiting: number;
}
export class CertificateLineView {
  recordId: string;
  day: string;
  title: string;
  minutes: number;
}
export class CertificateView {
  id: string;
  state: CertificateState;
  stateText: string;
  /** Null before it is issued. */
  number: string | null;
  communityCode: string;
  communityText: string;
  fromDay: string;
  toDay: string;
  minutes: number;
  services: number;
  /** Whole for its owner and the desk's page, masked in the desk's list. */
  name: string;
  paper: PaperView | null;
  volunteerNumber: string | null;
  note: string | null;
  head: string | null;
  handler: string | null;
  contact: string | null;
  remark: string | null;
  /** Why it was refused or voided. */
  reason: string | null;
  appliedAt: string;
  issuedAt: string | null;
  voidedAt: string | null;
  /** What the page behind the QR shows. */
  checkUrl: string | null;
  /** For the desk: as on the last one issued here. */
  suggested: { head: string; contact: string } | null;
  mine: boolean;
  actions: CertificateAction[];
}
export class PublicCertificateView {
  number: string;
  fromDay: string;
  toDay: string;
  minutes: number;
  valid: boolean;
}
