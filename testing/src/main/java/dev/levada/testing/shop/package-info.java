/**
 * The data of an imaginary shop at any scale, and what a correct pipeline makes of it.
 *
 * <p>{@link dev.levada.testing.shop.ShopData} writes the data of {@code examples/shop}, flaws included;
 * {@link dev.levada.testing.shop.ShopFeatures} computes in plain Java what that project must arrive at.
 */
@NullMarked
package dev.levada.testing.shop;

import org.jspecify.annotations.NullMarked;
