const MAX_TEXT = 60_000;
const MAX_VARIANTS = 100;

type Values = Record<string, unknown>;

const texts = ['title', 'body_html', 'vendor', 'product_type', 'tags'];

/** What may be set of a product, and what is wrong with what was sent. Other members are passed over. */
export function checkProduct(given: Values): {values: Values; errors: Record<string, string[]>} {
  const values: Values = {};
  const errors: Record<string, string[]> = {};
  for (const name of texts) {
    const value = given[name];
    if (value === undefined) continue;
    if (value === null && name === 'body_html') values[name] = null;
    else if (typeof value !== 'string' || value.length > MAX_TEXT) errors[name] = ['must be text'];
    else if (name === 'title' && !value.trim()) errors[name] = ["can't be blank"];
    else if (name === 'title' && value.length > 255)
      errors[name] = ['is too long (maximum is 255 characters)'];
    else values[name] = value;
  }
  if (given['status'] !== undefined) {
    if (['active', 'draft', 'archived'].includes(String(given['status']))) values['status'] = given['status'];
    else errors['status'] = ['must be active, draft or archived'];
  }
  if (given['variants'] !== undefined) {
    const mistake = mistakeInVariants(given['variants']);
    if (mistake) errors['variants'] = [mistake];
    else values['variants'] = given['variants'];
  }
  return {values, errors};
}

function mistakeInVariants(variants: unknown): string | undefined {
  if (!Array.isArray(variants) || !variants.length || variants.length > MAX_VARIANTS)
    return `must be a list of 1 to ${MAX_VARIANTS}`;
  for (const variant of variants as unknown[]) {
    if (variant === null || typeof variant !== 'object') return 'must be objects';
    const {price, sku, title, inventory_quantity: quantity} = variant as Values;
    if (price !== undefined && !/^\d{1,9}(\.\d{1,2})?$/.test(String(price))) return 'price must be an amount';
    if ([sku, title].some((text) => text !== undefined && (typeof text !== 'string' || text.length > 255)))
      return 'sku and title must be short texts';
    if (quantity !== undefined && !Number.isInteger(quantity))
      return 'inventory_quantity must be a whole number';
  }
  return undefined;
}

/** Variants with ids that follow from the product's. */
export const newVariants = (productId: string, variants: readonly unknown[]) =>
  variants.map((variant, index) => {
    const {title, price, sku, inventory_quantity: quantity} = variant as Values;
    return {
      id: Number(productId) * 100 + index,
      title: title ?? 'Default Title',
      price: price === undefined ? '0.00' : Number(price).toFixed(2),
      sku: sku ?? null,
      inventory_quantity: quantity ?? 0,
    };
  });
