//! Starts the page; everything else is in the library beside it, where tests can reach it.

fn main() {
    web::start();
}
