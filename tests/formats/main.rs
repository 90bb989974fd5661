//! The file formats: what is written is read again, and what is damaged is refused in words.

mod any;
mod arbitrary;
mod brat;
mod cas;
mod claimreview;
mod common;
mod conll;
mod csv;
mod damaged;
mod differing;
mod doccano;
mod fuzz;
mod golden;
mod html;
mod label_studio;
mod markdown;
mod reading;
mod records;
mod round_trip;
mod schema;
mod standoff;
mod table;
mod taking;
mod together;
mod web;
mod worksheet_places;
