/** Duty grids (责任网格): areas below the community, each a group of neighbouring unit grids. */
import { dutyGridCode, dutySequenceOf } from '../../domain/grid/code.ts';
import { GROUPING, groupGrids, type Group } from '../../domain/grid/duty-grouping.ts';
import { inMetres } from '../../domain/grid/lattice.ts';
import { sameGround } from '../../domain/grid/matching.ts';
import { bandHeight, numberingOrder } from '../../domain/grid/numbering.ts';
import { ringsArea, spotInside } from '../../domain/grid/rings.ts';
import { spreadOf } from '../../domain/grid/spread.ts';
import type { Queryable } from '../db/index.ts';
import type { Placed } from './planning.ts';
import type { DutyGridReport } from './report.ts';
import type { CommunityRow } from './repository.ts';
import * as repository from './duty-grid-repository.ts';
import type { StandingDutyGrid } from './duty-grid-repository.ts';

/** What becomes of the duty grids, and the duty grid of each cell (in the order of `placed`). */
export interface DutyGrids {
	report: DutyGridReport;
	/** Identity of the area, by cell. */
	ofCell: number[];
}

interface Grouped {
	community: CommunityRow;
	/** Numbers in `placed`. */
	cells: number[];
	group: Group;
	standing: StandingDutyGrid | undefined;
	code: string;
	sequence: number;
}

/** Groups every community's cells and writes the duty grids that are new, changed or gone. */
export async function makeDutyGrids(
	db: Queryable,
	placed: readonly Placed[],
	households: readonly (number | undefined)[],
	day: string,
	source: () => Promise<number>
): Promise<DutyGrids> {
	const communities = new Map<CommunityRow, number[]>();
	placed.forEach(({ community }, c) => {
		const cells = communities.get(community);
		if (cells) cells.push(c);
		else communities.set(community, [c]);
	});
	const ids = [...communities.keys()].map(({ id }) => id);
	const standing = await repository.dutyGridsOf(db, ids, day);
	const used = await repository.codesOf(db, ids);
	const all: Grouped[] = [];
	const gone: StandingDutyGrid[] = [];
	for (const [community, cells] of communities) {
		// Between equals the first wins: in the order of the codes grids that stay are grouped as they were.
		cells.sort((p, q) => (placed[p]!.code < placed[q]!.code ? -1 : 1));
		const mine = standing.filter(({ parent }) => parent === community.id);
		const grouped = groupCommunity(community, cells, placed, households, mine);
		numberFresh(grouped, used.get(community.id) ?? []);
		all.push(...grouped);
		const kept = new Set(grouped.map((one) => one.standing));
		gone.push(...mine.filter((one) => !kept.has(one)));
	}
	const fresh = all.filter((one) => !one.standing);
	const changed = all.filter((one) => one.standing && !sameGround(one.group.rings, one.standing.rings));
	await repository.endDutyGrids(db, gone, day);
	await repository.changeBoundaries(
		db,
		changed.map(({ standing: there, group }) => ({ id: there!.id, rings: inMetres(group.rings) })),
		day
	);
	const rows = fresh.map(({ community, code, sequence, group }) => ({
		code,
		parent: community.id,
		name: `${community.name}第${sequence}网格`,
		rings: inMetres(group.rings)
	}));
	const newIds =
		fresh.length > 0 ? await repository.insertDutyGrids(db, rows, day, await source()) : new Map();
	const ofCell: number[] = [];
	for (const { cells, standing: there, code } of all)
		for (const cell of cells) ofCell[cell] = there?.id ?? (newIds.get(code) as number);
	return { report: reportOf(all, fresh.length, changed.length, gone.length), ofCell };
}

function groupCommunity(
	community: CommunityRow,
	cells: readonly number[],
	placed: readonly Placed[],
	households: readonly (number | undefined)[],
	standing: readonly StandingDutyGrid[]
): Grouped[] {
	const groups = groupGrids(
		cells.map((c) => ({ rings: placed[c]!.cell.rings, households: households[c] ?? 0 }))
	);
	const free = new Set(standing);
	const grouped = groups.map((group): Grouped => {
		const members = group.members.map((m) => cells[m]!);
		const same = [...free].find((there) => sameGround(group.rings, there.rings));
		if (same) free.delete(same);
		return { community, cells: members, group, standing: same, code: same?.code ?? '', sequence: 0 };
	});
	// A group that is mostly an old duty grid goes on as that one, with a new boundary.
	for (const one of grouped) {
		if (one.standing) continue;
		const counts = new Map<number, number>();
		for (const cell of one.cells) {
			const before = placed[cell]!.standing?.dutyGrid;
			if (before) counts.set(before, (counts.get(before) ?? 0) + 1);
		}
		const heir = [...free]
			.map((there) => ({ there, cells: counts.get(there.id) ?? 0 }))
			.sort((p, q) => q.cells - p.cells || p.there.id - q.there.id)[0];
		if (!heir || heir.cells * 2 <= one.cells.length) continue;
		free.delete(heir.there);
		one.standing = heir.there;
		one.code = heir.there.code;
	}
	return grouped;
}

function numberFresh(grouped: readonly Grouped[], usedCodes: readonly string[]): void {
	const fresh = grouped.filter((one) => !one.standing);
	if (fresh.length === 0) return;
	const community = fresh[0]!.community.code;
	let sequence = usedCodes.reduce((most, code) => Math.max(most, dutySequenceOf(code, community) ?? 0), 0);
	const metres = fresh.map(({ group }) => inMetres(group.rings));
	for (const f of numberingOrder(metres.map(spotInside), bandHeight(metres.map(ringsArea)))) {
		const one = fresh[f]!;
		one.sequence = ++sequence;
		one.code = dutyGridCode(community, one.sequence);
	}
}

function reportOf(all: readonly Grouped[], created: number, changed: number, ended: number): DutyGridReport {
	const counts = all.map(({ group }) => group.households);
	const populated = counts.filter((count) => count >= GROUPING.least / 2);
	return {
		count: all.length,
		created,
		changed,
		ended,
		populated: populated.length,
		inRange: populated.filter((count) => count >= GROUPING.least && count <= GROUPING.most).length,
		households: populated.length > 0 ? spreadOf(populated) : undefined
	};
}
