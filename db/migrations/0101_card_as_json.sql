-- The card is put together as json, which is text laid after text: as jsonb every level was taken apart and built again
-- by the level above. A function's type cannot be replaced, so these go and db/functions/ brings them back.
drop function if exists grid_card(text, date), card_duties(grid, date), card_facilities(grid, date), card_incidents(grid, date),
  card_greening(grid, date), lng_lat(geometry), geo_json(geometry);
