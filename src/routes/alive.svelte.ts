import { onMount } from 'svelte';

/** Whether scripts run: what does nothing without them is shown only then. To be made in a component. */
export class Alive {
	yes = $state(false);
	constructor() {
		onMount(() => {
			this.yes = true;
		});
	}
}
