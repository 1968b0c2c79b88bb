//! lab
#![allow(missing_docs)]
use std::sync::atomic::{AtomicU32, Ordering};
static V: [AtomicU32; 64] = [const { AtomicU32::new(u32::MAX) }; 64];
pub fn set(i: usize, v: f32) { V[i].store(v.to_bits(), Ordering::Relaxed) }
pub fn clear() { for v in &V { v.store(u32::MAX, Ordering::Relaxed) } }
pub fn get(i: usize, d: f32) -> f32 { let b = V[i].load(Ordering::Relaxed); if b == u32::MAX { d } else { f32::from_bits(b) } }
