/** The search for hot spots as a page follows it: how far it is, what was found, and what went wrong. */
import type { BurstsTold, HotGroundTold, HotSpotEvent } from '$lib/domain/api/patterns';

type Progress = Extract<HotSpotEvent, { kind: 'progress' }>;

export class HotStream {
	ground: HotGroundTold | null = $state.raw(null);
	bursts: BurstsTold | null = $state.raw(null);
	progress: Progress | null = $state.raw(null);
	/** time, fault: as the server says; lost: it did not answer. */
	problem: 'time' | 'fault' | 'lost' | null = $state(null);
	running = $state(false);
	/** Whoever asked wanted it no longer: what was found before stays. */
	cancelled = $state(false);
	#address: string | null = null;
	#source: EventSource | null = null;

	/** Another question ends the one before; null: none. */
	ask(address: string | null): void {
		if (address === this.#address) return;
		this.close();
		this.#address = address;
		this.ground = this.bursts = this.progress = this.problem = null;
		this.cancelled = false;
		if (address !== null) this.#open(address);
	}

	again(): void {
		const address = this.#address;
		this.#address = null;
		this.ask(address);
	}

	cancel(): void {
		if (!this.running) return;
		this.close();
		this.cancelled = true;
	}

	/** The server ends a search that nobody waits for. */
	close(): void {
		this.#source?.close();
		this.#source = null;
		this.running = false;
		this.progress = null;
	}

	#open(address: string): void {
		const source = new EventSource(address);
		this.#source = source;
		this.running = true;
		source.onmessage = ({ data }: MessageEvent<string>) => this.#told(JSON.parse(data) as HotSpotEvent);
		// A connection that was cut is opened anew by the browser; one that was refused is not.
		source.onerror = () => {
			if (source.readyState !== EventSource.CLOSED) return;
			this.close();
			this.problem = 'lost';
		};
	}

	#told(event: HotSpotEvent): void {
		if (event.kind === 'progress') this.progress = event;
		else if (event.kind === 'ground') this.ground = event;
		else {
			if (event.kind === 'bursts') this.bursts = event;
			else this.problem = event.reason;
			this.close();
		}
	}
}
