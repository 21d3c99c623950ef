/**
 * Templates: what they are, how they are read, and where their versions are kept (contract: "Templates").
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>POST answers 201, PATCH 200 with the template; it needs {@code name}, {@code fields} or both, and the other stays. What one has read can be
 *     sent back: {@code id}, {@code version} and times in it are ignored, unknown properties are refused. {@code updatedAt} is our addition.
 * <li>A field type that is not known, or an option with a wrong value, is refused when the template is saved: 400 {@code validation_error}, the
 *     field's name in its message and in {@code details.field}. Options that a type does not read are kept and ignored. Names of fields are unique.
 * <li>Templates that are nested or referred to need not be there when one is saved.
 * <li>A deleted template is 404 everywhere, its versions too; its id is not given out again.
 * <li>Versions are a paged list of whole templates, newest first. In a path {@code {id}@v{n}} has its {@code @} raw or as {@code %40}; a version can
 *     be read, generated and previewed, nothing else. Every answer about a template has its version in the header {@code X-Template-Version}.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.template;
