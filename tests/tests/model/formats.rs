//! Text of known formats: kept as it came, and given a meaning on demand.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use tests::runtime::format_base64::Base64;
use tests::runtime::format_date::Date;
use tests::runtime::format_date_time::DateTime;
use tests::runtime::format_decimal::Decimal;
use tests::runtime::format_duration::Duration;
use tests::runtime::format_ip::Ip;
use tests::runtime::format_ipv4::Ipv4;
use tests::runtime::format_ipv6::Ipv6;
use tests::runtime::format_time::Time;
use tests::runtime::format_uri::Uri;
use tests::runtime::format_uuid::Uuid;

#[test]
fn the_text_is_kept_whatever_it_is() {
    let moment: DateTime = serde_json::from_str("\"yesterday\"").unwrap();
    assert_eq!((moment.as_str(), moment.to_string().as_str()), ("yesterday", "yesterday"));
    assert_eq!(serde_json::to_string(&moment).unwrap(), "\"yesterday\"");
    assert_eq!(moment.into_string(), "yesterday");
    assert!(Uuid::from("b") > Uuid::from("a".to_owned()));
}

#[test]
fn moments_are_what_the_libraries_say() {
    let moment = DateTime::from("2026-11-22T12:30:00.25+01:00");
    assert_eq!(moment.to_jiff().unwrap().as_millisecond(), 1_795_347_000_250);
    assert_eq!(moment.to_chrono().unwrap().timestamp_millis(), 1_795_347_000_250);
    assert_eq!(moment.to_time().unwrap().unix_timestamp(), 1_795_347_000);
    let utc = "2026-11-22T11:30:00.250Z";
    assert_eq!(DateTime::from(moment.to_chrono().unwrap().to_utc()).as_str(), utc);
    assert_eq!(DateTime::from(moment.to_jiff().unwrap()).to_jiff().unwrap(), moment.to_jiff().unwrap());
    assert_eq!(DateTime::try_from(moment.to_time().unwrap()).unwrap(), moment);
    assert!(DateTime::from("soon").to_jiff().is_err());
    assert!(DateTime::from("soon").to_chrono().is_err());
    assert!(DateTime::from("soon").to_time().is_err());
}

#[test]
fn days_and_times_of_day_round_trip() {
    let day = Date::from("2026-02-28");
    assert_eq!(Date::from(day.to_jiff().unwrap()), day);
    assert_eq!(Date::from(day.to_chrono().unwrap()), day);
    assert_eq!(Date::from(day.to_time().unwrap()), day);
    assert!(Date::from("2026-02-30").to_time().is_err());
    let time = Time::from("12:30:05+01:00");
    assert_eq!(Time::from(time.to_jiff().unwrap()).as_str(), "12:30:05");
    assert_eq!(Time::from(time.to_chrono().unwrap()).as_str(), "12:30:05");
    assert_eq!(time.to_time().unwrap().as_hms(), (12, 30, 5));
    assert_eq!(Time::from("12:30:05Z").clock(), "12:30:05");
}

#[test]
fn other_formats_are_parsed_on_demand() {
    let span = Duration::from("P1DT12H").to_jiff().unwrap();
    assert_eq!((span.get_days(), span.get_hours()), (1, 12));
    assert_eq!(Duration::from(span).as_str(), "P1DT12H");
    let text = "0b9ad4c2-6e2c-4d6f-9a0e-3f6f5d0c2a11";
    assert_eq!(Uuid::from(Uuid::from(text).to_uuid().unwrap()).as_str(), text);
    let url = Uri::from("https://example.com/a?b").to_url().unwrap();
    assert_eq!((url.path(), Uri::from(url.clone()).as_str()), ("/a", "https://example.com/a?b"));
    assert_eq!(Decimal::from(Decimal::from("0.10").to_decimal().unwrap()).as_str(), "0.10");
    assert!(Decimal::from("ten").to_decimal().is_err());
}

#[test]
fn addresses_need_no_library() {
    assert_eq!(Ipv4::from(Ipv4Addr::LOCALHOST).parse(), Ok(Ipv4Addr::LOCALHOST));
    assert_eq!(Ipv6::from("::1").parse(), Ok(Ipv6Addr::LOCALHOST));
    assert_eq!(Ip::from("192.0.2.1").parse(), Ok(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))));
    assert!(Ipv4::from("::1").parse().is_err());
}

#[test]
fn bytes_are_decoded_from_both_alphabets() {
    let bytes = [0xfb, 0xef, 0xff, 0x00];
    assert_eq!(Base64::encode(bytes).as_str(), "++//AA==");
    for text in ["++//AA==", "++//AA", "--__AA==", "--__AA"] {
        assert_eq!(Base64::from(text).decode().unwrap(), bytes);
    }
    assert!(Base64::from("*").decode().is_err());
}
