/**
 * Templates: how they are read, what they hold, and where their versions are kept (contract: "Templates"). Internal.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>POST answers 201 and PATCH 200, both with the template. PATCH needs {@code name}, {@code fields} or both; the other stays
 *     as it is.
 * <li>A client may send back what it has read: {@code id}, {@code version} and times are ignored. Unknown properties are refused.
 *     {@code updatedAt} is our addition.
 * <li>An unknown field type or a wrong option is refused when the template is saved: 400 {@code validation_error}, with the
 *     field's name in the message and in {@code details.field}. Options that a type does not read are kept and ignored. Names of
 *     fields are unique.
 * <li>A template may be saved before the templates that it nests or refers to.
 * <li>A deleted template is 404 everywhere, and so are its versions. Its id is not used again.
 * <li>The versions are a paged list of whole templates, newest first. In a path, the {@code @} of {@code {id}@v{n}} is raw or
 *     {@code %40}. A version can be read, generated and previewed, nothing else.
 * <li>Every answer about a template has its version in the header {@code X-Template-Version}.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.template;
