import { error } from '@sveltejs/kit';
import { recipes } from '$lib/recipes';

export function load({ params }) {
	const recipe = recipes.find(({ slug }) => slug === params.slug);
	if (!recipe) error(404, 'There is no such recipe');
	return { recipe };
}
