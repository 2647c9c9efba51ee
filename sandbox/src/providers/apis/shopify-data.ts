import {createHash} from 'node:crypto';
import {inventedDate, inventedPerson} from './words.js';

/** What a store holds; every record has a number as its id, which is text here. */
export interface ShopRecord {
  readonly id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly [member: string]: unknown;
}

export type ShopKind = 'products' | 'customers' | 'orders';

/** Stores have any name; everything in one follows from this number. */
export const numberOfShop = (shop: string): number =>
  createHash('sha256').update(shop).digest().readUInt16BE(0);

const things = 'Mug|Scarf|Lantern|Notebook|Rope|Compass|Blanket|Kettle|Raincoat|Candle|Basket|Map'.split('|');
const makes = 'Oak|Linen|Copper|Harbor|Nordic|Storm|Cotton|Amber|Tide|Granite|Wool'.split('|');
const COUNTS: Record<ShopKind, number> = {products: 132, customers: 90, orders: 160};

const pick = (words: readonly string[], index: number) => words[index % words.length] ?? '';
const money = (cents: number) => (cents / 100).toFixed(2);

/** What was there from the beginning, by ascending id. */
export function seedOf(kind: ShopKind, shop: string): ShopRecord[] {
  const number = numberOfShop(shop);
  const make = {products: productOf, customers: customerOf, orders: orderOf}[kind];
  return Array.from({length: COUNTS[kind]}, (_, index) => {
    const date = inventedDate(COUNTS[kind] - index + (number % 40));
    return {id: idOf(kind, number, index), created_at: date, updated_at: date, ...make(index, number)};
  });
}

const bases: Record<ShopKind, number> = {products: 1, customers: 3, orders: 5};
const idOf = (kind: ShopKind, number: number, index: number) =>
  String(bases[kind] * 10 ** 12 + number * 10 ** 6 + index + 1);

function productOf(index: number, number: number) {
  const title = `${pick(makes, index + number)} ${pick(things, index)}`;
  const price = money(900 + ((index * 370 + number) % 9000));
  return {
    title,
    body_html: `<p>${title}, made to last.</p>`,
    vendor: `${pick(makes, index + number)} & Sons`,
    product_type: pick(things, index),
    handle: `${title.toLowerCase().replaceAll(' ', '-')}-${index + 1}`,
    status: index % 11 ? 'active' : 'draft',
    tags: index % 3 ? '' : 'gift, bestseller',
    variants: ['Small', 'Large'].map((option, place) => ({
      id: Number(idOf('products', number, index)) * 10 + place,
      title: option,
      price,
      sku: `${pick(things, index).slice(0, 3).toUpperCase()}-${index + 1}-${option.charAt(0)}`,
      inventory_quantity: (index * 7 + place * 3) % 60,
    })),
  };
}

function customerOf(index: number, number: number) {
  const {firstName, lastName, email} = inventedPerson(index * 3 + number);
  return {
    email: email.replace('@', `.${index + 1}@`),
    first_name: firstName,
    last_name: lastName,
    state: 'enabled',
    verified_email: index % 5 !== 0,
    orders_count: 1 + (index % 4),
    tags: index % 6 ? '' : 'regular',
  };
}

function orderOf(index: number, number: number) {
  const place = (index * 5) % COUNTS.customers;
  const product = (index * 7) % COUNTS.products;
  const {title, variants} = productOf(product, number);
  const price = variants[0]?.price ?? '0.00';
  const quantity = 1 + (index % 3);
  const customer = customerOf(place, number);
  const isOpen = index % 3 > 0;
  const isCancelled = index % 20 === 0;
  return {
    name: `#${1001 + index}`,
    order_number: 1001 + index,
    email: customer.email,
    currency: 'EUR',
    total_price: money(Math.round(Number(price) * 100) * quantity),
    financial_status: isCancelled ? 'refunded' : index % 4 ? 'paid' : 'pending',
    fulfillment_status: isOpen ? null : 'fulfilled',
    cancelled_at: isCancelled ? inventedDate(index) : null,
    closed_at: isOpen ? null : inventedDate(index),
    customer: {
      id: Number(idOf('customers', number, place)),
      email: customer.email,
      first_name: customer.first_name,
      last_name: customer.last_name,
    },
    line_items: [
      {
        id: Number(idOf('orders', number, index)) * 10,
        product_id: Number(idOf('products', number, product)),
        title,
        quantity,
        price,
      },
    ],
  };
}
