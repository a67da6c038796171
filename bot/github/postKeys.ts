/** Under which a pull request's one comment is remembered (posts.record). */
export const commentKey = "comment";
