//! Whole screens: what keys do to them, at fixed sizes and in every colour mode.

mod deciding;
mod finding;
mod ledger;
mod reading;
mod screens;
mod session;
mod snapshot;
mod views;
