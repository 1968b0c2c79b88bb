use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use crossread::analysis::{analyze, lexicon::Lexicon};
use crossread::article::parse;
use crossread::link::{self, Analyzed, Links, Strength};
use crossread::link::claim::lab;
use rayon::prelude::*;
use serde_json::Value;

type S = (usize, usize);
struct Gold { name: String, arts: Vec<Analyzed>, links: Links, vectors: Vec<link::story::Vector>, story: Vec<String>,
  spans: Vec<Vec<(usize, usize)>>, pos: HashSet<(S, S)>, ign: HashSet<(S, S)>, judged: HashMap<(S, S), (i64, f64)>, ann: HashSet<S>, flat: Vec<Vec<usize>>, texts: Vec<Vec<String>> }

fn squeeze(s: &str) -> String { s.split_whitespace().collect() }
fn key(a: S, b: S) -> (S, S) { if a < b { (a, b) } else { (b, a) } }

fn make(name: &str, docs: Vec<(String, String, String, Vec<String>)>) -> Gold {
  let arts: Vec<Analyzed> = docs.par_iter().map(|d| { let a = Arc::new(parse(Path::new(&d.0), d.2.as_bytes())); Analyzed { annotations: Arc::new(analyze(&a, Lexicon::embedded())), article: a } }).collect();
  let mut spans = vec![]; let mut flat = vec![];
  for (d, a) in docs.iter().zip(&arts) {
    let f = squeeze(&a.article.text); let mut at = 0; let mut sp = vec![];
    for s in &d.3 { let s = squeeze(s); let k = f[at..].find(&s).map(|k| k + at).or_else(|| f.find(&s)); match k { Some(k) => { sp.push((k, k + s.len())); at = k + s.len(); } None => sp.push((0, 0)) } }
    let mut o = vec![0; a.article.text.len() + 1]; let mut n = 0;
    for (i, c) in a.article.text.char_indices() { for k in 0..c.len_utf8() { o[i + k] = n + if c.is_whitespace() { 0 } else { k }; } if !c.is_whitespace() { n += c.len_utf8(); } }
    *o.last_mut().unwrap() = n; flat.push(o); spans.push(sp);
  }
  let links = restory(&arts);
  let vectors = link::story::vectors(&arts);
  Gold { name: name.into(), links: links, vectors, story: docs.iter().map(|d| d.1.clone()).collect(), spans, flat, arts, pos: HashSet::new(), ign: HashSet::new(), judged: HashMap::new(), ann: HashSet::new(), texts: docs.into_iter().map(|d| d.3).collect() }
}
fn restory(arts: &[Analyzed]) -> Links {
  let (entities, entity_of_chain) = link::entity::entities(arts);
  let mut links = Links { entities, entity_of_chain, ..Links::default() };
  links.quotes = link::quote::shared_quotes(arts, &links);
  let v = link::story::vectors(arts); links.stories = link::story::stories(arts, &v); links
}
fn load(path: &str, name: &str) -> Gold {
  let j: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
  let mut ids = HashMap::new(); let mut docs = vec![];
  let mut list: Vec<&Value> = j["articles"].as_array().unwrap().iter().collect(); list.sort_by_key(|a| a["id"].as_str().unwrap().to_owned());
  for a in list {
    let id = a["id"].as_str().unwrap().to_owned(); ids.insert(id.clone(), docs.len());
    let strs = |v: &Value| v.as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let (text, sents) = if let Some(r) = a["raw"].as_str() { (r.to_owned(), strs(&a["sentences"])) } else {
      let ps: Vec<Vec<String>> = a["paragraphs"].as_array().unwrap().iter().map(strs).collect();
      (ps.iter().map(|p| p.join(" ")).collect::<Vec<_>>().join("\n\n") + "\n", ps.concat()) };
    docs.push((format!("{id}.txt"), a["story"].as_str().unwrap().to_owned(), text, sents));
  }
  let mut g = make(name, docs);
  let s = |v: &Value, k: usize| (ids[v[k].as_str().unwrap()], v[k + 1].as_u64().unwrap() as usize);
  for v in j["positive"].as_array().unwrap() { g.pos.insert(key(s(v, 0), s(v, 2))); }
  for v in j["ignore"].as_array().unwrap() { g.ign.insert(key(s(v, 0), s(v, 2))); }
  if let Some(l) = j["judged"].as_array() { for v in l { g.judged.insert(key(s(v, 0), s(v, 2)), (v[4].as_i64().unwrap(), v[5].as_f64().unwrap())); } }
  for (k, v) in j["annotated"].as_object().unwrap() { for i in v.as_array().unwrap() { g.ann.insert((ids[k], i.as_u64().unwrap() as usize)); } }
  g
}
fn harbour() -> Gold {
  let mut files: Vec<_> = std::fs::read_dir("articles/harbour-bridge").unwrap().map(|f| f.unwrap().path()).collect(); files.sort();
  let parsed: Vec<_> = files.iter().map(|f| parse(f, &std::fs::read(f).unwrap())).collect();
  let tsv = std::fs::read_to_string("tests/gold/harbour-bridge.tsv").unwrap();
  let mut sents: Vec<Vec<String>> = vec![vec![]; files.len()]; let mut claims: BTreeMap<String, Vec<S>> = BTreeMap::new();
  for l in tsv.lines().skip(1) { let c: Vec<&str> = l.split('\t').collect(); if c[3] == "-" { continue }
    let a = parsed.iter().position(|p| p.meta.source.as_deref() == Some(c[1])).unwrap_or_else(|| panic!("{}", c[1]));
    let i = sents[a].iter().position(|s| s == c[3]).unwrap_or_else(|| { sents[a].push(c[3].into()); sents[a].len() - 1 });
    claims.entry(c[0].into()).or_default().push((a, i)); }
  let docs = files.iter().enumerate().map(|(i, f)| (f.to_string_lossy().into_owned(), "hb".to_owned(), String::from_utf8(std::fs::read(f).unwrap()).unwrap(), sents[i].clone())).collect();
  let mut g = make("harb", docs);
  for (a, s) in sents.iter().enumerate() { for i in 0..s.len() { g.ann.insert((a, i)); } }
  for v in claims.values() { for x in v { for y in v { if x.0 != y.0 { g.pos.insert(key(*x, *y)); } } } }
  g
}
impl Gold {
  fn map(&self, a: usize, b: usize, e: usize) -> Vec<usize> {
    let (b, e) = (self.flat[a][b], self.flat[a][e]);
    (0..self.spans[a].len()).filter(|i| { let (s, t) = self.spans[a][*i]; t > s && e > b && 2 * (e.min(t).saturating_sub(b.max(s))) >= (e - b).min(t - s) && e.min(t) > b.max(s) }).collect()
  }
  fn sents(&self, x: S) -> Vec<usize> { (0..self.arts[x.0].article.sentences.len()).filter(|k| { let s = self.arts[x.0].article.sentences[*k].span; self.map(x.0, s.start(), s.end()).contains(&x.1) }).collect() }
  fn score(&self, strong: bool, show: bool) -> String {
    let claims = link::claim::shared_claims(&self.arts, &self.vectors, &self.links);
    let mut pairs: HashSet<(S, S)> = HashSet::new(); let (mut nc, mut nm, mut ns) = (0, 0, 0);
    for c in &claims { nc += 1; nm += c.mentions.len(); ns += usize::from(c.strength == Strength::Strong); if strong && c.strength != Strength::Strong { continue }
      let set: BTreeSet<S> = c.mentions.iter().flat_map(|m| { let a = m.article.index(); self.map(a, m.span.start(), m.span.end()).into_iter().map(move |i| (a, i)) }).collect();
      for x in &set { for y in &set { if x.0 < y.0 { pairs.insert(key(*x, *y)); } } } }
    let mut per: BTreeMap<String, [f64; 3]> = BTreeMap::new();
    let st = |p: &(S, S)| if self.story[p.0.0] == self.story[p.1.0] { self.story[p.0.0].clone() } else { "across".into() };
    let mut wrong = vec![]; let mut missed = vec![];
    if !self.judged.is_empty() { for (p, (l, w)) in &self.judged { if *l < 0 { continue } let e = per.entry(st(p)).or_default(); if pairs.contains(p) { e[if *l == 1 { 0 } else { 1 }] += w; if *l == 0 { wrong.push(*p) } } else if *l == 1 { e[2] += w; missed.push(*p) } } }
    else {
      for p in &pairs { if self.ann.contains(&p.0) && self.ann.contains(&p.1) && !self.ign.contains(p) { per.entry(st(p)).or_default()[usize::from(!self.pos.contains(p))] += 1.0; if !self.pos.contains(p) { wrong.push(*p) } } }
      for p in &self.pos { if !pairs.contains(p) { per.entry(st(p)).or_default()[2] += 1.0; missed.push(*p) } }
    }
    let f = |t: &[f64; 3]| { let (p, r) = (t[0] / (t[0] + t[1]).max(1e-9), t[0] / (t[0] + t[2]).max(1e-9)); [100. * p, 100. * r, 200. * p * r / (p + r).max(1e-9)] };
    let mut t = [0.; 3]; for v in per.values() { for k in 0..3 { t[k] += v[k] } }
    let mac: Vec<_> = per.values().filter(|v| v[0] + v[2] > 0.).map(f).collect(); let m = mac.iter().map(|x| x[2]).sum::<f64>() / mac.len().max(1) as f64;
    let acr = per.get("across").map_or(0., |v| v[1]);
    if show { wrong.sort(); missed.sort(); for (n, l) in [("WRONG", &wrong), ("MISSED", &missed)] { for p in l { println!("{n} {:?}\n   {}\n   {}", p, self.texts[p.0.0][p.0.1], self.texts[p.1.0][p.1.1]); } } }
    let f = f(&t); format!("{} P{:5.1} R{:5.1} F{:5.1} mac{:5.1} ({nc}/{ns}s {nm} x{acr})", self.name, f[0], f[1], f[2], m)
  }
  fn b3(&self) -> String {
    let mut lab = vec![0; self.arts.len()]; for (k, s) in self.links.stories.iter().enumerate() { for a in &s.articles { lab[a.index()] = k } }
    let n = lab.len(); let (mut p, mut r) = (0., 0.);
    for i in 0..n { let (mut b, mut c, mut g) = (0., 0., 0.); for j in 0..n { let s = lab[i] == lab[j]; let h = self.story[i] == self.story[j]; if s { c += 1. } if h { g += 1. } if s && h { b += 1. } } p += b / c; r += b / g; }
    p /= n as f64; r /= n as f64; format!("{} B3 P{:5.1} R{:5.1} F{:5.1} n{}", self.name, 100. * p, 100. * r, 200. * p * r / (p + r), self.links.stories.len())
  }
  fn speed(&self) {
    let t = std::time::Instant::now(); let mut n = 0; let mut k = 0;
    while t.elapsed().as_secs_f32() < 2.0 { n += link::claim::pairs_scored(&self.arts, &self.vectors, &self.links); k += 1; }
    println!("{} {} pairs x{k}, {:.0} pairs/s (with candidates)", self.name, n / k, n as f32 / t.elapsed().as_secs_f32());
  }
}
fn main() {
  let mut gs = vec![load("/work/shared/data/claims/ecb_dev.json", "ecb"), load("/work/shared/data/claims/wcl_dev.json", "wcl"), harbour()];
  let args: Vec<String> = std::env::args().skip(1).collect();
  { for g in &gs { println!("{}", g.b3()); } }
  for a in if args.is_empty() { vec![String::new()] } else { args } {
    if a == "speed" { for g in &gs { g.speed() } continue }
    if let Some(n) = a.strip_prefix("show:") { for g in &gs { if g.name == n { println!("{}", g.score(false, true)) } } continue }
    lab::clear(); let mut story = false;
    for kv in a.split(',').filter(|x| !x.is_empty()) { let (k, v) = kv.split_once('=').unwrap(); let k: usize = k.parse().unwrap(); story |= k >= 40; lab::set(k, v.parse().unwrap()); }
    if story { for g in &mut gs { g.links = restory(&g.arts); g.vectors = link::story::vectors(&g.arts); println!("   {}", g.b3()); } }
    println!("{a:40} {}", gs.iter().map(|g| g.score(false, false)).collect::<Vec<_>>().join(" | "));
    if std::env::var("STRONG").is_ok() { println!("{:40} {}", "  strong only", gs.iter().map(|g| g.score(true, false)).collect::<Vec<_>>().join(" | ")); }
  }
}
